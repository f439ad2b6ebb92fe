package drydock.provider.tencent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.annotation.JsonProperty;
import drydock.kernel.Rejection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Known answers: the bytes of PHP's json_encode.
class EnvelopeTest {

  @Test
  void keysStandInTheServicesOrder() throws IOException {
    assertEquals(
        "{\"code\":0,\"message\":\"\",\"codeDesc\":\"Success\"}",
        json(Envelope.success(new Envelope.Content.Nothing())));
    assertEquals(
        "{\"code\":0,\"message\":\"\",\"codeDesc\":\"Success\",\"data\":null}",
        json(Envelope.success(new Envelope.Content.Data(null))));
    assertEquals(
        "{\"code\":4100,\"message\":\"\\u9274\\u6743\\u5931\\u8d25\\uff0c\\u8bf7\\u53c2\\u8003\\u6587\\u6863\\u4e2d\\u9274\\u6743\\u90e8\\u5206\\u3002\",\"codeDesc\":\"AuthFailure\"}",
        json(Envelope.failure(ErrorCode.AUTH_FAILURE, "鉴权失败，请参考文档中鉴权部分。")));
  }

  @Test
  void textIsEscapedAsPhpDoesIt() throws IOException {
    assertEquals(
        "\"\\u5bb9\\u5668 \\/ \\\" \\\\ \\b\\f\\n\\r\\t \\u0001\\u001f \u007f \\u00e9"
            + " \\ud83d\\udc33 \\u2028 <&>'\"",
        data("容器 / \" \\ \b\f\n\r\t \u0001\u001f \u007f é 🐳 \u2028 <&>'"));
  }

  private record Node(
      String instanceId,
      int isNormal,
      @Nullable String reason,
      PhpMap labels,
      Map<String, String> userLabels,
      @Nullable List<String> envs,
      List<String> volumes,
      String clusterCIDR,
      boolean privileged,
      @JsonProperty("public") int open) {}

  @Test
  void recordsKeepTheirOrderTheirNamesAndTheirNulls() throws IOException {
    Node node =
        new Node(
            "ins-1",
            1,
            null,
            PhpMap.empty(),
            new TreeMap<>(),
            null,
            List.of(),
            "10.0.0.0/16",
            false,
            1);
    assertEquals(
        "{\"instanceId\":\"ins-1\",\"isNormal\":1,\"reason\":null,\"labels\":[],\"userLabels\":{},\"envs\":null,\"volumes\":[],\"clusterCIDR\":\"10.0.0.0\\/16\",\"privileged\":false,\"public\":1}",
        data(node));
  }

  @Test
  void aMapOfPhpIsAListOnlyWhileItIsEmpty() throws IOException {
    assertEquals("[]", data(PhpMap.empty()));
    assertEquals(
        "{\"a\":1,\"b\":\"x\\/y\"}", data(new PhpMap(new TreeMap<>(Map.of("b", "x/y", "a", 1)))));
    assertEquals(
        "{\"code\":0,\"message\":\"\",\"codeDesc\":\"Success\",\"failedMap\":[]}",
        json(Envelope.success(new Envelope.Content.Fields(Map.of("failedMap", PhpMap.empty())))));
  }

  @Test
  void numbersWithoutAFractionHaveNone() throws IOException {
    assertEquals(
        "[30,5.6,-0.25,0,null,1.0E20]", data(Arrays.asList(30.0, 5.6, -0.25, -0.0, null, 1e20)));
    assertEquals("[9223372036854775807,11333]", data(List.of(Long.MAX_VALUE, 11_333)));
  }

  @Test
  void fieldsCanStandBesideTheCode() throws IOException {
    record Points(String metricName, int period, List<Double> dataPoints) {}
    assertEquals(
        "{\"code\":0,\"message\":\"\",\"codeDesc\":\"Success\",\"metricName\":\"service_cpu_used\",\"period\":300,\"dataPoints\":[5.6,6.4,null]}",
        json(
            Envelope.success(
                new Envelope.Content.Fields(
                    new Points("service_cpu_used", 300, Arrays.asList(5.6, 6.4, null))))));
  }

  @Test
  void whatCannotBeWrittenIsNotWrittenInPart() {
    List<Object> self = new ArrayList<>();
    self.add(self);
    assertThrows(IOException.class, () -> json(Envelope.success(new Envelope.Content.Data(self))));
  }

  private static final String REFUSALS =
      """
      INVALID -> 4000 InvalidParameter (10000)x
      QUOTA_EXCEEDED -> 4400 LimitExceeded x
      CLUSTER_NOT_FOUND -> -16009 InternalError.ClusterNotFound x
      CLUSTER_NOT_READY -> 5100 ClusterNotReadyError x
      PROCESS_RUNNING -> 5100 ProcessAlreadyRunning x
      CIDR_CONFLICT_NETWORK -> 4000 ConflictWithVpcCIDR x
      CIDR_CONFLICT -> 4000 ConflictWithOtherClusterCIDR (-10013)x
      ZONE_NOT_FOUND -> 4000 InvalidParameter.InvaildZoneId x
      NODE_NOT_FOUND -> 5000 ResourceNotFound x
      NAMESPACE_NOT_FOUND -> 5000 ResourceNotFound x
      NAMESPACE_EXISTS -> 5100 InternalError.ResourceExistAlready x
      NAMESPACE_TERMINATING -> 5100 ResourceOpFailed x
      SERVICE_NOT_FOUND -> 5000 ResourceNotFound x
      SERVICE_EXISTS -> 5100 InternalError.ResourceExistAlready x
      SERVICE_STATE -> 5100 ResourceOpFailed x
      NOTHING_TO_ROLL_BACK -> 5100 ResourceOpFailed x
      CONFIGURATION_NOT_FOUND -> 5000 ResourceNotFound x
      CONFIGURATION_EXISTS -> 5100 InternalError.ResourceExistAlready x
      TASK_NOT_FOUND -> 5000 ResourceNotFound x
      REGISTRY_NAMESPACE_NOT_FOUND -> 5000 ResourceNotFound x
      REGISTRY_NAMESPACE_EXISTS -> 5100 InternalError.ResourceExistAlready x
      REGISTRY_NAMESPACE_IN_USE -> 5100 ResourceOpFailed x
      REPOSITORY_NOT_FOUND -> 5000 ResourceNotFound x
      REPOSITORY_EXISTS -> 5100 InternalError.ResourceExistAlready x
      IMAGE_NOT_FOUND -> 5000 ResourceNotFound x
      NO_RETENTION -> 5100 ResourceOpFailed x
      TRIGGER_NOT_FOUND -> 5000 ResourceNotFound x
      TRIGGER_EXISTS -> 5100 InternalError.ResourceExistAlready x
      FAULT_NOT_FOUND -> 5000 ResourceNotFound x
      """;

  @Test
  void theWholeTableOfRefusalsIsWrittenDown() {
    assertEquals(
        REFUSALS,
        Arrays.stream(Rejection.Reason.values())
            .map(reason ->
                reason
                    + " -> "
                    + ErrorCode.of(reason).code()
                    + " "
                    + ErrorCode.of(reason).codeDesc()
                    + " "
                    + ErrorCode.of(reason).message("x")
                    + "\n")
            .collect(Collectors.joining()));
  }

  @Test
  void successIsTheOnlyCodeZeroAndNothingAnswers4700() {
    for (ErrorCode code : ErrorCode.values()) {
      assertEquals(code == ErrorCode.SUCCESS, code.code() == 0);
      assertEquals(code == ErrorCode.SUCCESS, code.codeDesc().equals("Success"));
      assertFalse(code.code() == 4700, "no source knows it");
    }
  }

  private static String data(Object data) throws IOException {
    String json = json(Envelope.success(new Envelope.Content.Data(data)));
    return json.substring(
        "{\"code\":0,\"message\":\"\",\"codeDesc\":\"Success\",\"data\":".length(),
        json.length() - 1);
  }

  private static String json(Envelope envelope) throws IOException {
    return new String(envelope.bytes(), StandardCharsets.UTF_8);
  }
}
