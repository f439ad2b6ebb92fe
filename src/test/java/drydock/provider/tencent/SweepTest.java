package drydock.provider.tencent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Each parameter of each action missing, of the wrong type, below and above its range, too long,
/// of the wrong form or not among its values: the answer has the right code and names it, and the
/// history stays as it is. The right request beside them succeeds, so nothing else is wrong.
class SweepTest {

  private static final int REQUESTS_MIN = 5_000;

  /// Names that a request gives to something new, that are answered one by one, or that need be
  /// there only later, when a trigger fires.
  private static final Set<String> FREE =
      Set.of(
          "AddClusterInstancesFromExistedCvm.instanceIds",
          "AddUpdateServiceTrigger.triggerName",
          "AddUpdateServiceTrigger.clusterId",
          "AddUpdateServiceTrigger.namespace",
          "AddUpdateServiceTrigger.serviceName",
          "CreateCCRNamespace.namespace",
          "CreateClusterService.serviceName",
          "CreateRepository.reponame",
          "ModifyUpdateServiceTrigger.clusterId",
          "ModifyUpdateServiceTrigger.namespace",
          "ModifyUpdateServiceTrigger.serviceName");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final AtomicInteger REQUESTS = new AtomicInteger();

  @TestFactory
  Stream<DynamicTest> wrongParametersAreRefusedByName() {
    return Example.actions().stream()
        .map(action -> DynamicTest.dynamicTest(action, () -> sweep(action)));
  }

  private static void sweep(String name) throws IOException {
    Example example = Example.of(name).getFirst();
    try (Stage stage = Stage.set()) {
      example.given().forEach(stage::succeed);
      Action action = stage.action(name);
      Map<String, String> right = example.call().parameters();
      List<Wrong.Request> wrong = Wrong.requests(action.parameters(), right);
      var before = stage.digest();
      for (Wrong.Request request : wrong) {
        String answer = stage.ask(name, request.fields());
        String what = name + ": " + request.what() + ": " + answer;
        assertRefused(request, action, JSON.readTree(answer), what);
        assertEquals(before, stage.digest(), what);
        ApiCoverage.of(name).refusals().incrementAndGet();
      }
      REQUESTS.addAndGet(wrong.size());
      stage.succeed(example.call());
    }
  }

  @TestFactory
  Stream<DynamicTest> whatIsNotThereIsRefusedByName() {
    return Example.actions().stream()
        .filter(action -> Catalogue.named(action).orElseThrow().mutates())
        .map(action -> DynamicTest.dynamicTest(action, () -> nameStrangers(action)));
  }

  private static void nameStrangers(String name) throws IOException {
    Example example = Example.of(name).getFirst();
    try (Stage stage = Stage.set()) {
      example.given().forEach(stage::succeed);
      Set<ErrorCode> failures = stage.action(name).returns().failures();
      var before = stage.digest();
      for (Wrong.Request request : Wrong.strangers(example.call().parameters())) {
        String what = name + "." + request.what();
        if (FREE.stream().noneMatch(what::startsWith)) {
          String answer = stage.ask(name, request.fields());
          JsonNode json = JSON.readTree(answer);
          assertTrue(
              Stream.concat(failures.stream(), Stream.of(ErrorCode.INVALID_PARAMETER))
                  .anyMatch(code -> code.codeDesc().equals(json.get("codeDesc").textValue())),
              what + ": " + answer);
          assertTrue(
              json.get("message").textValue().contains(request.name()), what + ": " + answer);
          assertEquals(before, stage.digest(), what);
          ApiCoverage.of(name).refusals().incrementAndGet();
          REQUESTS.incrementAndGet();
        }
      }
    }
  }

  /// What a parameter that is wrong is answered with.
  private static ErrorCode code(Wrong.Request request, Action action) {
    String name = request.name().split("\\.", -1)[0];
    return request.missing()
        ? ErrorCode.MISSING_PARAMETER
        : action.parameters().declared().stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow()
            .notes()
            .code();
  }

  private static void assertRefused(
      Wrong.Request request, Action action, JsonNode answer, String what) {
    ErrorCode code = action.returns().badParameter().of(code(request, action));
    assertEquals(code.code(), answer.get("code").intValue(), what);
    assertEquals(code.codeDesc(), answer.get("codeDesc").textValue(), what);
    String message = answer.get("message").textValue();
    assertTrue(message.contains(request.name()), what);
    assertTrue(
        message.contains(request.missing() ? "required" : "allowed") || message.contains("a list"),
        what);
  }

  @AfterAll
  static void thereWereEnough() {
    assertTrue(REQUESTS.get() >= REQUESTS_MIN, "only " + REQUESTS + " wrong requests");
  }
}
