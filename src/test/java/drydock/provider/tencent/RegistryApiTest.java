package drydock.provider.tencent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import drydock.log.EventLog;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the examples of the registry's actions leave open.
class RegistryApiTest {

  private static final String TRIGGER =
      "triggerName=t&reponame=test/kubetest&invokeMethod=taglist&invokeExpr=v1&serviceName=web"
          + "&clusterId=cls-uxmf5d6k&namespace=default&containerName=web&clusterRegion=1";

  private final Stage stage = Stage.set();

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void repositoriesAreFoundByWhatIsAskedFor() {
    assertCount(2, "SearchUserRepository", "");
    assertCount(0, "SearchUserRepository", "reponame=test/kube");
    assertCount(1, "SearchUserRepository", "namespace=test");
    assertCount(1, "GetUserRepositoryList", "reponame=kube");
    assertTrue(ask("SearchUserRepository", "offset=2").contains("\"repoInfo\":[]"));
    ask("UpdateRepositoryPublic", "reponame=test/kubetest&public=1");
    assertCount(1, "SearchUserRepository", "public=1");
    assertCount(1, "SearchUserRepository", "public=0");
  }

  private void assertCount(int count, String action, String parameters) {
    String answer = ask(action, parameters);
    assertTrue(answer.contains("\"totalCount\":" + count + ","), answer);
  }

  @Test
  void aCopyWithoutATagIsTheLatestAndIsListedFirst() {
    ask("DuplicateImage", "src.image=test/kubetest:nginx_v1&dest.image=test/kubetest");
    String tags = ask("GetTagList", "reponame=test/kubetest&limit=1");
    assertTrue(tags.contains("\"tagCount\":3") && tags.contains("\"tagName\":\"latest\""), tags);
    String found = ask("GetTagList", "reponame=test/kubetest&tag=nginx&limit=1");
    assertTrue(found.contains("\"tagCount\":2") && !found.contains("nginx_v1"), found);
  }

  @Test
  void whatIsNotGivenOfATriggerStaysAsItIs() {
    ask("AddUpdateServiceTrigger", TRIGGER);
    ask("ModifyUpdateServiceTrigger", "triggerName=t&invokeMethod=all&clusterRegion=4");
    String changed = ask("ListTrigger", "");
    assertTrue(changed.contains("{\"invokeMethod\":\"all\",\"invokeExpr\":\"\"}"), changed);
    assertTrue(changed.contains("\"serviceName\":\"web\",\"containerName\":\"web\","), changed);
    assertTrue(changed.contains("\"clusterRegion\":4"), changed);
  }

  @Test
  void aTriggerUpdatesItsService() {
    ask("AddUpdateServiceTrigger", TRIGGER);
    ask("DuplicateImage", "src_image=test/kubetest:nginx_v1&dest_image=test/kubetest:v1");
    String service = ask("DescribeClusterServiceInfo", "clusterId=cls-uxmf5d6k&serviceName=web");
    assertTrue(
        service.contains("\"image\":\"ccr.ccs.tencentyun.com\\/test\\/kubetest:v1\""), service);
    assertTrue(service.contains("\"status\":\"Updating\""), service);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "invokeMethod=all&invokeExpr=v1",
        "invokeMethod=taglist&invokeExpr=",
        "invokeMethod=taglist&invokeExpr=;",
        "invokeMethod=taglist&invokeExpr=a b",
        "invokeMethod=regex&invokeExpr=",
        "invokeMethod=regex&invokeExpr=(",
        "clusterRegion=2",
        "reponame=test",
        "clusterId=a/b",
      })
  void aTriggerThatMakesNoSenseIsRefused(String instead) {
    var before = stage.digest();
    String answer = ask("AddUpdateServiceTrigger", TRIGGER + "&" + instead);
    assertTrue(answer.contains("\"code\":4000"), answer);
    String parameter = instead.substring(instead.lastIndexOf('&') + 1, instead.lastIndexOf('='));
    assertTrue(answer.contains(parameter), answer);
    assertEquals(before, stage.digest());
    assertTrue(ask("AddUpdateServiceTrigger", TRIGGER).contains("\"code\":0"));
    assertTrue(
        ask("ModifyUpdateServiceTrigger", "triggerName=t&" + instead).contains("\"code\":4000")
            || instead.endsWith("="));
  }

  @Test
  void aPasswordLeavesNoTrace() throws Exception {
    ask("ChangePassword", "password=xxxyyyzzz");
    assertFalse(ask("ChangePassword", "password=secret7").contains("secret7"));
    var filter = new EventLog.Filter(null, "registry.password_changed");
    var kept = stage.past().read(0, 10, filter);
    assertEquals(1, kept.size());
    assertFalse(kept.toString().contains("xxxyyyzzz"), kept.toString());
  }

  private String ask(String action, String parameters) {
    Map<String, String> fields = new TreeMap<>();
    for (String field : parameters.split("&", -1)) {
      int stop = field.indexOf('=');
      if (stop > 0) {
        fields.put(field.substring(0, stop), field.substring(stop + 1));
      }
    }
    return stage.ask(action, fields);
  }
}
