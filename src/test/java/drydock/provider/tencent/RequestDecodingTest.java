package drydock.provider.tencent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequestDecodingTest {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String MULTIPART = "multipart/form-data; boundary=XX";

  @Test
  void percentAndPlusAreUndone() {
    assertEquals(
        Map.of("startTime", "2017-03-28 14:10:00", "a/b", "中:é", "c", "1+1=2&3"),
        query("startTime=2017-03-28+14%3a10:00&a%2Fb=%E4%B8%AD:%c3%a9&c=1%2B1=2%263"));
  }

  @Test
  void aNameWithoutValueIsEmptyAndNothingIsNothing() {
    assertEquals(Map.of("a", "", "b", "", "c", "="), query("&a&b=&&c==&=x&"));
    assertEquals(Map.of(), query(""));
    assertEquals(Map.of(), query(null));
  }

  @Test
  void ofANameThatCameTwiceTheLastCounts() {
    assertEquals("[a=3, b=2]", fields(ApiRequest.ofQuery("b=1&a=1&a=3&b=2")).entrySet().toString());
    assertEquals(Map.of("a", "2"), multipart(part("a", "1") + part("a", "2")));
  }

  @Test
  void whatIsNotPercentEncodedUtf8IsRefusedByName() {
    assertEquals(
        "the value of \"b\" is not percent-encoded UTF-8", broken(ApiRequest.ofQuery("a=1&b=%zz")));
    for (String value :
        new String[] {"%", "%4", "%4g", "%ff", "%c3", "%ed%a0%80", "%c0%af", "%F5%80%80%80"}) {
      broken(ApiRequest.ofQuery("a=" + value));
      broken(ApiRequest.ofBody(FORM, bytes("a=" + value + "&b=1")));
    }
    assertEquals(
        "the name of a parameter is not percent-encoded UTF-8",
        broken(ApiRequest.ofQuery("%ff=1")));
    broken(ApiRequest.ofQuery("a=�"));
  }

  @Test
  void utf8ThatIsNotPercentEncodedIsTaken() {
    assertEquals(Map.of("名", "中"), fields(ApiRequest.ofBody(FORM, bytes("名=中"))));
  }

  @Test
  void theContentTypeMayHaveParametersAndMayBeMissing() {
    for (String type :
        new String[] {
          FORM, FORM + "; param=value", "Application/X-WWW-Form-Urlencoded;charset=UTF-8", null
        }) {
      assertEquals(Map.of("a", "1"), fields(ApiRequest.ofBody(type, bytes("a=1"))));
    }
    broken(ApiRequest.ofBody("application/json", bytes("{}")));
  }

  @Test
  void thousandsOfFieldsAreTakenAndTenThousandAreEnough() {
    assertEquals(10_000, fields(ApiRequest.ofBody(FORM, bytes(many(10_000)))).size());
    assertEquals(
        "there are more than 10000 parameters",
        broken(ApiRequest.ofBody(FORM, bytes(many(10_001)))));
    String twice = "a=1&".repeat(10_001);
    assertEquals(
        "there are more than 10000 parameters", broken(ApiRequest.ofBody(FORM, bytes(twice))));
    broken(ApiRequest.ofBody(MULTIPART, bytes(part("a", "1").repeat(10_001) + "--XX--")));
  }

  @Test
  void multipartIsReadWithAndWithoutALineBreakBeforeIt() {
    String body = part("Action", "DescribeCluster") + part("clusterName", "名 字|+%20") + "--XX--|";
    Map<String, String> expected =
        Map.of("Action", "DescribeCluster", "clusterName", "名 字\r\n+%20");
    assertEquals(expected, fields(ApiRequest.ofBody(MULTIPART, bytes(body))));
    assertEquals(expected, fields(ApiRequest.ofBody(MULTIPART, bytes("|" + body))));
    assertEquals(
        expected,
        fields(
            ApiRequest.ofBody(
                "multipart/form-data; charset=x; boundary=\"XX\"",
                bytes("preamble|" + body + "epilogue"))));
  }

  @Test
  void aPartMayBeEmptyOrHoldWhatLooksLikeABoundary() {
    assertEquals(
        Map.of("a", "", "b", "--XX", "c", "\r\n--X"),
        multipart(part("a", "") + part("b", "--XX") + part("c", "|--X")));
  }

  @Test
  void filesAreLeftOut() {
    String file =
        "--XX|"
            + "Content-Disposition: form-data; name=\"entityFile\"; filename=\"a.txt\"|"
            + "Content-Type: text/plain||"
            + "\0\u00ff|";
    byte[] body = bytes(file + part("a", "1") + "--XX--", StandardCharsets.ISO_8859_1);
    assertEquals(Map.of("a", "1"), fields(ApiRequest.ofBody(MULTIPART, body)));
  }

  @Test
  void brokenMultipartIsRefused() {
    for (String body :
        new String[] {
          "",
          "--XX",
          "--XX|",
          part("a", "1"),
          "--XX||1|--XX--",
          "--XXContent-Disposition: form-data; name=a||1|--XX--",
          "--YY|",
          "--XX|Content-Disposition: form-data||1|--XX--"
        }) {
      broken(ApiRequest.ofBody(MULTIPART, bytes(body)));
    }
    broken(ApiRequest.ofBody("multipart/form-data", bytes(part("a", "1") + "--XX--")));
    broken(ApiRequest.ofBody("multipart/form-data; boundary=", bytes(part("a", "1") + "--XX--")));
    byte[] latin = bytes(part("a", "\u00e9") + "--XX--", StandardCharsets.ISO_8859_1);
    assertEquals("a part of the body is not UTF-8", broken(ApiRequest.ofBody(MULTIPART, latin)));
  }

  @Test
  void noBytesMakeTheDecodersThrowOrLinger() {
    Random random = new Random(20_180_101);
    String[] pieces = {
      "--XX",
      "|",
      "--",
      "Content-Disposition: form-data; name=\"a\"",
      "=",
      "&",
      "%",
      "%e4",
      "n",
      "\0",
      ";",
      "\"",
      "é",
      "@"
    };
    long before = System.nanoTime();
    for (int i = 0; i < 50_000; i++) {
      StringBuilder body = new StringBuilder();
      random
          .ints(random.nextInt(40), 0, pieces.length)
          .forEach(piece -> body.append(pieces[piece]));
      ApiRequest.ofBody(MULTIPART, bytes(body.toString()));
      ApiRequest.ofBody(FORM, bytes(body.toString()));
      ApiRequest.ofQuery(body.toString());
    }
    ApiRequest.ofBody(MULTIPART, bytes("|--X".repeat(400_000)));
    ApiRequest.ofBody(MULTIPART, bytes("--XX|" + ";   ".repeat(400_000)));
    assertTrue(System.nanoTime() - before < 20_000_000_000L);
  }

  private static String many(int count) {
    StringBuilder form = new StringBuilder();
    for (int i = 0; i < count; i++) {
      form.append("containers.0.envs.").append(i).append(".name=x&");
    }
    return form.toString();
  }

  private static String part(String name, String value) {
    return "--XX|Content-Disposition: form-data; name=\"" + name + "\"||" + value + "|";
  }

  private static Map<String, String> multipart(String parts) {
    return fields(ApiRequest.ofBody(MULTIPART, bytes(parts + "--XX--|")));
  }

  private static Map<String, String> query(@Nullable String query) {
    return fields(ApiRequest.ofQuery(query));
  }

  private static Map<String, String> fields(Decoded decoded) {
    return assertInstanceOf(Decoded.Fields.class, decoded).fields();
  }

  private static String broken(Decoded decoded) {
    return assertInstanceOf(Decoded.Broken.class, decoded).why();
  }

  // A bar stands for the line break of HTTP.
  private static byte[] bytes(String text) {
    return bytes(text, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text, Charset charset) {
    return text.replace("|", "\r\n").getBytes(charset);
  }
}
