package drydock.provider.tencent;

import static drydock.provider.tencent.Fakes.DESCRIBE;
import static drydock.provider.tencent.Fakes.answering;
import static drydock.provider.tencent.Fakes.message;
import static drydock.provider.tencent.Parameter.optional;
import static drydock.provider.tencent.Parameter.required;
import static drydock.provider.tencent.Type.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import drydock.kernel.Cause;
import drydock.kernel.Rejection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TencentApiTest {
  @Test
  void aSignedRequestReachesItsActionByGetAndByPost() {
    try (ApiServer server = new ApiServer(ApiServer.Setup.usual(), DESCRIBE)) {
      String expected =
          "{\"code\":0,\"message\":\"\",\"codeDesc\":\"Success\",\"data\":{\"account\":\"development\",\"region\":\"ap-guangzhou\",\"clusterId\":\"cls-\\u4e2d\\/1"
              + " +\",\"limit\":20}}";
      Map<String, String> asked =
          Map.of("Action", "DescribeClusterInstances", "clusterId", "cls-中/1 +", "limit", "");
      assertEquals(expected, server.signedGet(asked));
      assertEquals(expected, server.post(Signer.DEVELOPMENT.signed("POST", server.host(), asked)));
      assertEquals(
          expected, server.post(Signer.DEVELOPMENT.signed("POST", "ccs.api.qcloud.com", asked)));
      assertEquals(
          List.of(
              "DescribeClusterInstances 0",
              "DescribeClusterInstances 0",
              "DescribeClusterInstances 0"),
          List.copyOf(server.counted));
    }
  }

  @Test
  void theQueryOfAPostAndTheBodyOfAGetDoNotCount() {
    try (ApiServer server = new ApiServer(ApiServer.Setup.usual().open(), DESCRIBE)) {
      assertTrue(
          server
              .body(
                  java.net.http.HttpRequest.newBuilder(server.uri("?Action=Nonsense&limit=99"))
                      .header("Content-Type", "application/x-www-form-urlencoded")
                      .POST(
                          java.net.http.HttpRequest.BodyPublishers.ofString(
                              "Action=DescribeClusterInstances&clusterId=a")))
              .contains("\"limit\":20"));
      assertTrue(
          server
              .body(
                  java.net.http.HttpRequest.newBuilder(
                          server.uri("?Action=DescribeClusterInstances&clusterId=a"))
                      .header("Content-Type", "application/x-www-form-urlencoded")
                      .method("GET", java.net.http.HttpRequest.BodyPublishers.ofString("limit=99")))
              .contains("\"limit\":20"));
    }
  }

  @Test
  void anAccountIsFoundByItsSecretIdAndMeansItsWorld() {
    AtomicReference<Call> seen = new AtomicReference<>();
    Action create =
        Action.of(
            "CreateCluster",
            Parameters.of(required("clusterName", text()), optional("password", text()).secret()),
            Returns.noData(),
            call -> {
              seen.set(call);
              return Answer.now(new Answer.NoData());
            });
    try (ApiServer server = new ApiServer(ApiServer.Setup.usual(), create)) {
      Map<String, String> asked =
          Map.of(
              "Action",
              "createCLUSTER",
              "clusterName",
              "n",
              "password",
              "p",
              "Region",
              "bj",
              "junk",
              "j");
      assertEquals(
          "{\"code\":0,\"message\":\"\",\"codeDesc\":\"Success\"}",
          server.get(new Signer("AKIDother", "other key").signed("GET", server.host(), asked)));
    }
    Call call = seen.get();
    assertEquals("other", call.account().name());
    assertEquals("w2", call.account().world());
    assertEquals(Region.BJ, call.region());
    assertEquals(
        new Cause.Command("CreateCluster", "other", new TreeMap<>(Map.of("clusterName", "n"))),
        call.cause());
  }

  @Test
  void anActionThatIsNotThereIsToldFromOneThatIsNotBuilt() {
    try (ApiServer server = new ApiServer(ApiServer.Setup.usual(), DESCRIBE)) {
      assertEquals(
          "{\"code\":6100,\"message\":\"(10280)\\\"DescribeInstances\\\" is not an action of this"
              + " API\",\"codeDesc\":\"InvalidAction.NotFound\"}",
          server.signedGet(Map.of("Action", "DescribeInstances")));
      assertEquals(
          "(10280)\\\"repositoryIsExists\\\" is not implemented yet",
          message(server.signedGet(Map.of("Action", "repositoryIsExists"))));
      assertEquals(List.of("unknown 6100", "RepositoryisExists 6100"), List.copyOf(server.counted));
      assertTrue(
          server.get(Map.of("Action", "DescribeInstances")).contains("4000"),
          "strangers are not told");
    }
  }

  @Test
  void parametersThatDoNotKeepToTheDeclarationAreRefused() {
    try (ApiServer server = new ApiServer(ApiServer.Setup.usual(), DESCRIBE)) {
      assertEquals(
          "{\"code\":4000,\"message\":\"(10010)clusterId is"
              + " required\",\"codeDesc\":\"InvalidParameter\"}",
          server.signedGet(Map.of("Action", "DescribeClusterInstances")));
      assertEquals(
          "(10000)limit is \\\"101\\\"; allowed is a whole number from 1 to 100; clusterId is"
              + " required",
          message(server.signedGet(Map.of("Action", "DescribeClusterInstances", "limit", "101"))));
      assertTrue(
          message(
                  server.signedGet(
                      Map.of(
                          "Action",
                          "DescribeClusterInstances",
                          "clusterId",
                          "a",
                          "Region",
                          "mars")))
              .startsWith(
                  "(10000)Region is \\\"mars\\\"; allowed is one of ap-bangkok, ap-beijing"));
    }
  }

  private record Point(String metricName, List<Double> dataPoints) {}

  private static Stream<org.junit.jupiter.params.provider.Arguments> answers() {
    return Stream.of(
        arguments(new Answer.NullData(), "0,'message':'','codeDesc':'Success','data':null"),
        arguments(new Answer.NoData(), "0,'message':'','codeDesc':'Success'"),
        arguments(
            new Answer.TopLevel(new Point("cpu", List.of(30.0, 5.6))),
            "0,'message':'','codeDesc':'Success','metricName':'cpu','dataPoints':[30,5.6]"),
        arguments(
            new Answer.Refused(new Rejection(Rejection.Reason.CLUSTER_NOT_FOUND, "not there")),
            "-16009,'message':'not there','codeDesc':'InternalError.ClusterNotFound'"),
        arguments(
            new Answer.Failed(ErrorCode.MONITOR_DIMENSION_GROUP, "no group"),
            "-509,'message':'no group','codeDesc':'InvalidParameter.DimensionGroupError'"),
        arguments(
            new Answer.Unavailable(),
            "6200,'message':'The service is not available now; nothing was"
                + " changed','codeDesc':'ActionUnavailable'"),
        arguments(
            new Answer.Busy(),
            "6200,'message':'Too many requests at once; nothing was"
                + " changed','codeDesc':'RequestConcurrencyExceeded'"));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void everyAnswerHasItsEnvelope(Answer answer, String expected) {
    try (ApiServer server = new ApiServer(ApiServer.Setup.usual(), answering("GetLimit", answer))) {
      assertAnswer(server, "{'code':" + expected + "}");
    }
  }

  private static void assertAnswer(ApiServer server, String expected) {
    assertEquals(expected.replace('\'', '"'), server.signedGet(Map.of("Action", "GetLimit")));
  }

  private static Stream<Function<Call, CompletionStage<Answer>>> failures() {
    List<Object> unwritable = new ArrayList<>();
    unwritable.add(Map.of("hunter2", unwritable));
    return Stream.of(
        _ ->
            CompletableFuture.failedFuture(
                new IllegalStateException("password hunter2", new RuntimeException("hunter2"))),
        _ -> CompletableFuture.completedFuture(null),
        _ -> new CompletableFuture<>(),
        _ -> Answer.now(new Answer.Data(unwritable)),
        _ -> {
          throw new IllegalArgumentException("hunter2");
        });
  }

  @ParameterizedTest
  @MethodSource("failures")
  void whatMustNotHappenIsAnsweredInGeneralTerms(Function<Call, CompletionStage<Answer>> failure) {
    Action failing = Action.of("GetLimit", Parameters.none(), Returns.noData(), failure);
    try (ApiServer server =
        new ApiServer(ApiServer.Setup.usual().patience(Duration.ofMillis(300)), failing)) {
      ConcurrentLinkedQueue<String> logged =
          Logged.during(
              TencentApi.class,
              () ->
                  assertAnswer(
                      server,
                      "{'code':6000,'message':'(10050)Internal error. Whether anything was changed"
                          + " is not known','codeDesc':'InternalError'}"));
      assertEquals(1, logged.size());
      assertTrue(logged.peek().contains("GetLimit"), logged::peek);
      assertFalse(logged.peek().contains("hunter2"), logged::peek);
    }
  }

  @Test
  void anAnswerThatComesFromAnotherThreadIsSent() {
    Action later =
        Action.of(
            "GetLimit",
            Parameters.none(),
            Returns.noData(),
            _ -> CompletableFuture.supplyAsync(Answer.NoData::new));
    try (ApiServer server = new ApiServer(ApiServer.Setup.usual(), later)) {
      for (int i = 0; i < 50; i++) {
        assertAnswer(server, "{'code':0,'message':'','codeDesc':'Success'}");
      }
    }
  }

  @Test
  void anActionMustBeInTheCatalogueAndOnlyOnce() {
    Gate gate =
        new Gate(
            ApiServer.ACCOUNTS,
            Gate.Auth.OPEN,
            new Replay(Replay.Policy.OFF),
            InstantSource.system());
    Action strange = answering("DescribeClusters", new Answer.NoData());
    assertThrows(
        IllegalArgumentException.class,
        () -> new TencentApi(gate, List.of(strange), (_, _, _) -> {}));
    Action alias = answering("DescribeClusterContainer", new Answer.NoData());
    assertThrows(
        IllegalArgumentException.class,
        () -> new TencentApi(gate, List.of(alias), (_, _, _) -> {}));
    assertThrows(
        IllegalArgumentException.class,
        () -> new TencentApi(gate, List.of(DESCRIBE, DESCRIBE), (_, _, _) -> {}));
  }
}
