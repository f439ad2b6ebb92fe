package drydock.provider.tencent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import drydock.engine.LoopObserver;
import drydock.engine.Pace;
import drydock.engine.Storage;
import drydock.engine.WorldConfig;
import drydock.engine.WorldLoop;
import drydock.log.EventCodec;
import drydock.log.EventLog;
import drydock.log.MemoryEventLog;
import drydock.provider.tencent.registry.RegistryActions;
import drydock.server.ProfileFile;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The image registry over the API, with the examples of the document.
class RegistryApiTest {

  private static final String OK = "{\"code\":0,\"message\":\"\",\"codeDesc\":\"Success\"}";

  private static final String TRIGGER =
      "triggerName=trigger_test&reponame=test/kubetest&invokeMethod=taglist&invokeExpr=v1;v2"
          + "&serviceName=nginx-test&clusterId=cls-xxxxxx&namespace=default"
          + "&containerName=nginx-test&clusterRegion=1";

  private WorldLoop loop;
  private ApiServer server;

  @BeforeEach
  void start() throws Exception {
    var log = new MemoryEventLog();
    var config =
        new WorldConfig(
            "main",
            1,
            ProfileFile.read("realistic"),
            new Pace.Wish(Pace.Mode.MANUAL, 0),
            () -> Instant.parse("2026-11-21T00:00:00Z"));
    loop = WorldLoop.start(config, new Storage(log, log, log, new EventCodec()), LoopObserver.NONE);
    server =
        new ApiServer(
            ApiServer.Setup.usual().open(),
            RegistryActions.all(new Backend(loop)).toArray(Action[]::new));
  }

  @AfterEach
  void stop() {
    server.close();
    loop.close();
  }

  @Test
  void aRepositoryLivesFromItsCreationToItsEnd() throws Exception {
    assertData("RepositoryisExists", "reponame=repo-xxx", "{'isExist':false}");
    assertEquals(OK, ask("CreateRepository", "reponame=test/kube_test&public=1&description=test"));
    assertData("RepositoryisExists", "reponame=test/kube_test", "{'isExist':true}");
    assertFails(5100, "exists already", "CreateRepository", "reponame=test/kube_test&public=0");
    pass(Duration.ofSeconds(10));
    assertEquals(OK, ask("UpdateRepositoryPublic", "reponame=test/kube_test&public=0"));
    assertEquals(OK, ask("UpdateRepositoryDesc", "reponame=test/kube_test&description=d2"));
    assertData(
        "GetRepositoryInfo",
        "reponame=test/kube_test",
        "{'creationTime':'2026-01-01 08:00:00','description':'d2','favorCount':0,"
            + "'isQcloudOfficial':false,'isUserFavor':false,'public':0,'pullCount':0,"
            + "'reponame':'test/kube_test','repotype':'QCLOUD HUB'}");
    assertData(
        "SearchUserRepository",
        "offset=0&limit=20&reponame=test/kube_test&public=0&namespace=test",
        "{'totalCount':1,'server':'ccr.ccs.tencentyun.com','privilegeFiltered':false,'repoInfo':["
            + "{'reponame':'test/kube_test','repotype':'QCLOUD HUB','tagCount':0,'public':0,"
            + "'isUserFavor':false,'isQcloudOfficial':false,'favorCount':0,'pullCount':0,"
            + "'description':'d2','creationTime':'2026-01-01 08:00:00',"
            + "'updateTime':'2026-01-01 08:00:10'}]}");
    assertEquals(
        OK, ask("BatchDeleteRepository", "reponames.0=test/kube_test&reponames.1=test/kubetest"));
    assertFails(5000, "does not exist", "GetRepositoryInfo", "reponame=test/kube_test");
  }

  @Test
  void repositoriesAreFoundByWhatIsAskedFor() {
    assertCount(2, "SearchUserRepository", "");
    assertCount(0, "SearchUserRepository", "public=1");
    assertCount(0, "SearchUserRepository", "reponame=test/kube");
    assertCount(1, "SearchUserRepository", "namespace=test");
    assertCount(1, "GetUserRepositoryList", "reponame=kube");
    assertTrue(ask("SearchUserRepository", "offset=2").contains("\"repoInfo\":[]"));
  }

  private void assertCount(int count, String action, String parameters) {
    String answer = ask(action, parameters);
    assertTrue(answer.contains("\"totalCount\":" + count + ","), answer);
  }

  @Test
  void tagsAreListedAsTheyWerePushedTheLastFirst() throws Exception {
    pass(Duration.ofHours(1));
    assertEquals(
        OK, ask("DuplicateImage", "src_image=test/kubetest:nginx_v1&dest_image=test/kubetest:v3"));
    assertEquals(
        OK, ask("DuplicateImage", "src.image=tencentyun/foo:v1&dest.image=tencentyun/foo"));
    String tags = ask("GetTagList", "reponame=test/kubetest");
    assertTrue(
        tags.matches(
            ".*\"data\":\\{\"reponame\":\"test./kubetest\",\"server\":\"ccr.ccs.tencentyun.com\","
                + "\"tagCount\":3,\"tagInfo\":\\[\\{\"repo_name\":\"kubetest\",\"tagName\":\"v3\","
                + "\"tagId\":\"sha256:[0-9a-f]{64}\",\"imageId\":\"sha256:[0-9a-f]{64}\",\"size\":\"[0-9]+"
                + " MB\",\"creationTime\":\"2026-01-01 08:00:00 .0800"
                + " CST\",\"updateTime\":\"2026-01-01 09:00:00 .0800 CST\",\"author\":\"\","
                + "\"architecture\":\"amd64\",\"dockerVersion\":\"1.12.5\",\"os\":\"linux\",\"pushTime\":\"2026-01-01"
                + " 09:00:00 .0800 CST\",\"sizeByte\":[0-9]+,\"id\":[0-9]+\\}.*"),
        tags);
    assertTrue(tags.indexOf("nginx_v2") < tags.indexOf("nginx_v1"), tags);
    String found = ask("GetTagList", "reponame=test/kubetest&tag=nginx&limit=1");
    assertTrue(found.contains("\"tagCount\":2") && !found.contains("nginx_v1"), found);
    assertTrue(ask("GetTagList", "reponame=tencentyun/foo").contains("\"latest\""));
    assertEquals(
        OK,
        ask("BatchDeleteTag", "reponame=test/kubetest&tags.0=\"nginx_v1\"&tags.1=\"nginx_v2\""));
    assertFails(5000, "nginx_v1", "BatchDeleteTag", "reponame=test/kubetest&tags.0=nginx_v1");
    assertFails(
        5000, "src_image", "DuplicateImage", "src_image=a/b:c&dest_image=tencentyun/foo:v9");
    assertFails(5000, "reponame", "GetTagList", "reponame=a/b");
  }

  @Test
  void aStrategyIsInForceUntilItIsClosed() {
    assertData(
        "GetAutoDelStrategy", "reponame=test/kubetest", "{'strategyInfo':[],'totalCount':0}");
    assertEquals(
        OK, ask("SetAutoDelStrategy", "reponame=test/kubetest&type=keep_last_nums&val=10"));
    String strategy =
        "{'strategyInfo':[{'username':'development','reponame':'test/kubetest',"
            + "'repo_name':'test/kubetest','type':'keep_last_nums','value':10,'valid':1,"
            + "'creation_time':'2026-01-01T08:00:00+08:00'}],'totalCount':1}";
    assertData("GetAutoDelStrategy", "reponame=test/kubetest", strategy);
    assertEquals(OK, ask("CloseAutoDelStrategy", "reponame=test/kubetest"));
    assertData(
        "GetAutoDelStrategy", "reponame=test/kubetest", strategy.replace("'valid':1", "'valid':0"));
    assertFails(5100, "no strategy", "CloseAutoDelStrategy", "reponame=test/kubetest");
    assertFails(
        4000,
        "at most 100",
        "SetAutoDelStrategy",
        "reponame=test/kubetest&type=keep_last_nums&val=101");
  }

  @Test
  void triggersAreMadeChangedListedAndDeleted() throws Exception {
    assertEquals(OK, ask("AddUpdateServiceTrigger", TRIGGER));
    pass(Duration.ofSeconds(5));
    assertEquals(
        OK,
        ask(
            "ModifyUpdateServiceTrigger",
            "triggerName=trigger_test&newTriggerName=new&invokeMethod=all&clusterRegion=4"));
    assertData(
        "ListTrigger",
        "triggerName=new&offset=0&limit=20&reponame=test/kubetest",
        "{'totalCount':1,'triggerInfo':[{'triggerName':'new','invokeSource':'IMAGE_PUSH',"
            + "'invokeAction':'SERVICE_UPDATE','repoName':'test/kubetest',"
            + "'createTime':'2026-01-01 08:00:00','updateTime':'2026-01-01 08:00:05',"
            + "'invokeCondition':{'invokeMethod':'all','invokeExpr':''},"
            + "'invokePara':{'appId':'development','clusterId':'cls-xxxxxx',"
            + "'namespace':'default','serviceName':'nginx-test','containerName':'nginx-test',"
            + "'clusterRegion':4}}]}");
    ask("DuplicateImage", "src_image=test/kubetest:nginx_v1&dest_image=test/kubetest:v1");
    assertData(
        "ListTriggerLog",
        "reponame=test/kubetest",
        "{'totalCount':1,'logInfo':[{'triggerName':'new','repoName':'test/kubetest',"
            + "'tagName':'v1','invokeSource':'IMAGE_PUSH','invokeAction':'SERVICE_UPDATE','invokeTime':'2026-01-01"
            + " 08:00:05','invokeCondition':{'invokeMethod':'all','invokeExpr':''},"
            + "'invokePara':{'appId':'development','clusterId':'cls-xxxxxx',"
            + "'namespace':'default','serviceName':'nginx-test','containerName':'nginx-test',"
            + "'clusterRegion':4},'invokeResult':{'returnCode':1,'returnMsg':'clusterId cls-xxxxxx"
            + " does not exist'}}]}");
    assertEquals(OK, ask("DeleteUpdateServiceTrigger", "triggerName=new"));
    assertFails(5000, "triggerName", "DeleteUpdateServiceTrigger", "triggerName=new");
    assertCount(0, "ListTrigger", "");
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
        "invokeMethod=sometimes",
        "clusterRegion=2",
        "reponame=test",
        "clusterId=a/b",
      })
  void aTriggerThatMakesNoSenseIsRefused(String instead) throws Exception {
    long before = position();
    String answer = ask("AddUpdateServiceTrigger", TRIGGER + "&" + instead);
    assertTrue(answer.contains("\"code\":4000"), answer);
    String parameter = instead.substring(instead.lastIndexOf('&') + 1, instead.lastIndexOf('='));
    assertTrue(answer.contains(parameter), answer);
    assertEquals(before, position());
  }

  @Test
  void quotasAreTold() {
    assertData(
        "GetLimit",
        "reponame=test/kube_test",
        "{'limitInfo':[{'username':'development','type':'namespace','value':10},"
            + "{'username':'development','type':'repo','value':100},"
            + "{'username':'development','type':'tag','value':100},"
            + "{'username':'development','type':'triggers','value':10}]}");
  }

  @Test
  void namespacesAreMadeFoundAndDeleted() {
    assertEquals(OK, ask("CreateCCRNamespace", "namespace=mynamespace"));
    assertData(
        "GetNamespaceInfo",
        "namespace=es",
        "{'namespaceCount':2,'namespaceInfo':["
            + "{'namespace':'mynamespace','creationTime':'2026-01-01 08:00:00','repoCount':0},"
            + "{'namespace':'test','creationTime':'2026-01-01 08:00:00','repoCount':1}]}");
    assertData(
        "NamespaceIsExists", "namespace=mynamespace", "{'isExist':true,'isPreserved':false}");
    assertData("NamespaceIsExists", "namespace=library", "{'isExist':false,'isPreserved':true}");
    assertFails(5100, "taken", "CreateCCRNamespace", "namespace=mynamespace");
    assertFails(5100, "test/kubetest", "DeleteUserNamespace", "namespace=test");
    assertEquals(OK, ask("DeleteUserNamespace", "namespace=mynamespace"));
    assertFails(5000, "namespace", "DeleteUserNamespace", "namespace=mynamespace");
  }

  @Test
  void aPasswordLeavesNoTrace() throws Exception {
    assertEquals(OK, ask("ChangePassword", "password=xxxyyyzzz"));
    assertFails(4000, "8 to 16", "ChangePassword", "password=xxxyyyz");
    assertFails(4000, "8 to 16", "ChangePassword", "password=xxxyyyzzzxxxyyyzz");
    assertFalse(ask("ChangePassword", "password=secret7").contains("secret7"));
    var kept = new StringBuilder();
    loop.past().read(0, 100, EventLog.Filter.NONE).forEach(kept::append);
    assertTrue(kept.toString().contains("registry.password_changed"), kept.toString());
    assertFalse(kept.toString().contains("xxxyyyzzz"), kept.toString());
  }

  private void pass(Duration time) throws Exception {
    loop.advance(time, false).get(10, TimeUnit.SECONDS);
  }

  private long position() throws Exception {
    return loop.look(sight -> sight.world().position()).get(10, TimeUnit.SECONDS);
  }

  private void assertData(String action, String parameters, String data) {
    assertEquals(
        OK.replace("}", ",\"data\":" + data.replace('\'', '"').replace("/", "\\/") + "}"),
        ask(action, parameters));
  }

  private void assertFails(int code, String words, String action, String parameters) {
    String answer = ask(action, parameters);
    assertTrue(answer.contains("\"code\":" + code), answer);
    assertTrue(answer.replace("\\/", "/").contains(words), answer);
  }

  private String ask(String action, String parameters) {
    Map<String, String> fields = new TreeMap<>();
    fields.put("Action", action);
    for (String field : parameters.split("&", -1)) {
      int stop = field.indexOf('=');
      if (stop > 0) {
        fields.put(field.substring(0, stop), field.substring(stop + 1));
      }
    }
    return server.get(fields);
  }
}
