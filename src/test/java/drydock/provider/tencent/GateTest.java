package drydock.provider.tencent;

import static drydock.provider.tencent.Fakes.DESCRIBE;
import static drydock.provider.tencent.Fakes.answering;
import static drydock.provider.tencent.Fakes.message;
import static drydock.provider.tencent.Type.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import drydock.kernel.Rejection;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who gets in, over real HTTP.
class GateTest {
  @Test
  void commonParametersThatAreMissingAreNamed() {
    try (ApiServer server = new ApiServer(ApiServer.Setup.usual(), DESCRIBE)) {
      Map<String, String> complete =
          Signer.DEVELOPMENT.signed(
              "GET", server.host(), Map.of("Action", "DescribeClusterInstances"));
      for (String name : new String[] {"Action", "Timestamp", "Nonce", "SecretId", "Signature"}) {
        for (boolean empty : new boolean[] {true, false}) {
          Map<String, String> fields = new TreeMap<>(complete);
          fields.remove(name);
          if (empty) {
            fields.put(name, "");
          }
          assertEquals(
              "{\"code\":4000,\"message\":\"(10010)"
                  + name
                  + " is required\",\"codeDesc\":\"InvalidParameter\"}",
              server.get(fields));
        }
      }
      assertEquals("(10010)Action is required", message(server.get(Map.of())));
    }
  }

  @Test
  void aWrongSignatureAndAnUnknownSecretIdAreRefusedAlike() {
    try (ApiServer server = new ApiServer(ApiServer.Setup.usual(), DESCRIBE)) {
      Map<String, String> asked = Map.of("Action", "DescribeClusterInstances");
      assertEquals(
          "{\"code\":4100,\"message\":\"Authentication failed. SecretId does not"
              + " exist\",\"codeDesc\":\"AuthFailure\"}",
          server.get(new Signer("AKIDnobody", "x").signed("GET", server.host(), asked)));
      String wrong =
          server.get(
              new Signer(Signer.DEVELOPMENT.secretId(), "x").signed("GET", server.host(), asked));
      assertTrue(
          wrong.startsWith(
              "{\"code\":4100,\"message\":\"Authentication failed. The signature does not match;"
                  + " what is to be signed is GET127.0.0.1:"),
          wrong);
      assertTrue(
          wrong.endsWith(
              "\\/v2\\/index.php?Action=\\u2026&Nonce=\\u2026&SecretId=\\u2026&Timestamp=\\u2026\",\"codeDesc\":\"AuthFailure\"}"),
          wrong);
      assertEquals(
          List.of("DescribeClusterInstances 4100", "DescribeClusterInstances 4100"),
          List.copyOf(server.counted));
    }
  }

  @Test
  void aTimestampMustBeWithinTwoHoursOfTheClock() {
    Instant now = Instant.ofEpochSecond(1_556_706_450);
    try (ApiServer server =
        new ApiServer(
            ApiServer.Setup.usual().clock(InstantSource.fixed(now)),
            answering("GetLimit", new Answer.NoData()))) {
      for (long offset : new long[] {-7200, 0, 7200}) {
        assertEquals("", message(server.signedGet(at(now.getEpochSecond() + offset + ""))));
      }
      for (long offset : new long[] {-7201, 7201}) {
        assertEquals(
            "{\"code\":4500,\"message\":\""
                + escaped(
                    "请求被拒绝，请求重复, 请注意 Nonce 参数两次请求不能重复, Timestamp 与腾讯服务器相差不能超过 2 小时, 腾讯服务器 Timestamp"
                        + " = 1556706450")
                + "\",\"codeDesc\":\"ReplayAttack\"}",
            server.signedGet(at(now.getEpochSecond() + offset + "")));
      }
      assertTrue(server.signedGet(at("999999999999999999")).contains("4500"));
      for (String bad : new String[] {"now", "-1", "1556706450.5", "9999999999999999999"}) {
        assertTrue(server.signedGet(at(bad)).contains("4000"), bad);
      }
    }
  }

  @Test
  void aNonceIsAnything() {
    try (ApiServer server =
        new ApiServer(ApiServer.Setup.usual(), answering("GetLimit", new Answer.NoData()))) {
      for (String nonce : new String[] {"000123", "0.4321", "9223372036854775807", "a b"}) {
        assertEquals("", message(server.signedGet(Map.of("Action", "GetLimit", "Nonce", nonce))));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void exactRepeatsAreRefusedAsThePolicySays(Replay.Policy policy) {
    try (ApiServer server =
        new ApiServer(
            ApiServer.Setup.usual().replay(policy),
            answering("GetLimit", new Answer.NoData()),
            answering("CreateCluster", new Answer.NoData()),
            answering(
                "DeleteCluster",
                new Answer.Refused(new Rejection(Rejection.Reason.CLUSTER_NOT_READY, "busy"))))) {
      assertEquals(policy == Replay.Policy.ALL, repeatIsRefused(server, "GetLimit"));
      assertEquals(policy != Replay.Policy.OFF, repeatIsRefused(server, "CreateCluster"));
      assertFalse(repeatIsRefused(server, "DeleteCluster"), "it changed nothing");
    }
  }

  @Test
  void aRepeatIsRefusedWhileItIsNotKnownWhatTheFirstDid() {
    Answer unknown = new Answer.Failed(ErrorCode.INTERNAL_ERROR, "the database went away");
    try (ApiServer server =
        new ApiServer(ApiServer.Setup.usual(), answering("CreateCluster", unknown))) {
      assertTrue(repeatIsRefused(server, "CreateCluster"));
    }
  }

  private static boolean repeatIsRefused(ApiServer server, String action) {
    Map<String, String> fields =
        Signer.DEVELOPMENT.signed("GET", server.host(), Map.of("Action", action));
    assertFalse(server.get(fields).contains("4500"));
    String again = server.get(fields);
    Map<String, String> another =
        Signer.DEVELOPMENT.signed("GET", server.host(), Map.of("Action", action, "Nonce", "2"));
    assertFalse(server.get(another).contains("4500"), "another nonce is another request");
    return again.contains("\"code\":4500");
  }

  @Test
  void aRepeatWhileTheFirstIsUnderWayIsRefused() throws InterruptedException {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    AtomicInteger calls = new AtomicInteger();
    CountDownLatch called = new CountDownLatch(1);
    Action slow =
        Action.of(
            "CreateCluster",
            Parameters.none(),
            Returns.noData(),
            _ -> {
              calls.incrementAndGet();
              called.countDown();
              return answer;
            });
    try (ApiServer server = new ApiServer(ApiServer.Setup.usual(), slow)) {
      Map<String, String> fields =
          Signer.DEVELOPMENT.signed("GET", server.host(), Map.of("Action", "CreateCluster"));
      CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> server.get(fields));
      assertTrue(called.await(20, TimeUnit.SECONDS));
      assertTrue(server.get(fields).contains("\"code\":4500"));
      answer.complete(new Answer.Unavailable());
      assertTrue(first.join().contains("6200"));
      assertTrue(
          server.get(fields).contains("6200"), "nothing was changed, so it may be tried again");
    }
    assertEquals(2, calls.get());
  }

  @Test
  void anOpenServerAsksForNoSignature() {
    try (ApiServer server =
        new ApiServer(
            ApiServer.Setup.usual().open(),
            DESCRIBE,
            answering("CreateCluster", new Answer.NoData()))) {
      Map<String, String> asked = Map.of("Action", "DescribeClusterInstances", "clusterId", "c");
      assertTrue(server.get(asked).contains("\"account\":\"development\""));
      Map<String, String> named = new TreeMap<>(asked);
      named.put("SecretId", "AKIDother");
      assertTrue(server.get(named).contains("\"account\":\"other\""));
      named.put("SecretId", "AKIDnobody");
      named.put("Signature", "x");
      assertTrue(server.get(named).contains("\"account\":\"development\""));
      for (int i = 0; i < 2; i++) {
        assertEquals(
            "",
            message(server.get(Map.of("Action", "CreateCluster"))),
            "nothing tells a repeat from a second wish");
      }
    }
  }

  private static Map<String, String> at(String timestamp) {
    return Map.of("Action", "GetLimit", "Timestamp", timestamp);
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.chars()
        .forEach(c -> escaped.append(c < 128 ? Character.toString(c) : "\\u%04x".formatted(c)));
    return escaped.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: http://evil.example",
        "Origin: null",
        "Origin: http://localhost.evil.example",
        "Sec-Fetch-Site: cross-site"
      })
  void aWebPageOfAnotherSiteIsRefused(String header) {
    try (ApiServer server = new ApiServer(ApiServer.Setup.usual().open(), DESCRIBE)) {
      String[] parts = header.split(": ", 2);
      assertTrue(
          server
              .body(
                  HttpRequest.newBuilder(server.uri("?Action=DescribeClusterInstances&clusterId=c"))
                      .header(parts[0], parts[1]))
              .contains("\"code\":4300"));
    }
  }

  @Test
  void aWebPageOfThisServerIsServed() {
    try (ApiServer server = new ApiServer(ApiServer.Setup.usual().open(), DESCRIBE)) {
      for (String origin :
          new String[] {"http://" + server.host(), "http://localhost:3000", "http://[::1]:1"}) {
        assertTrue(
            server
                .body(
                    HttpRequest.newBuilder(
                            server.uri("?Action=DescribeClusterInstances&clusterId=c"))
                        .header("Origin", origin)
                        .header("Sec-Fetch-Site", "same-origin"))
                .contains("\"code\":0"));
      }
    }
  }
}
