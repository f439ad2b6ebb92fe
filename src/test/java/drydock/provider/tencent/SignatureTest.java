package drydock.provider.tencent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import drydock.provider.tencent.ApiRequest.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class SignatureTest {
  private static final SecretKey KEY = Credentials.development().secretKey();

  @Test
  void theDocumentsOwnExampleIsAccepted() {
    Map<String, String> fields =
        fields(
            "Action=DescribeInstances&SecretId=AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA&Timestamp=1465185768&Nonce=11886"
                + "&Region=gz&instanceIds.0=ins-09dx96dg&offset=0&limit=20");
    fields.put("Signature", "NSI3UqqD99b/UJb4tbG/xZpRW64=");
    assertTrue(matches(Method.GET, "cvm.api.qcloud.com", fields));
  }

  @Test
  void knownAnswersWithANamedMethodAreAccepted() {
    String common =
        "Action=DescribeInstances&InstanceIds.0=ins-09dx96dg&Nonce=11886&Region=ap-guangzhou"
            + "&SecretId=AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA&Timestamp=1465185768";
    Map<String, String> sha256 = fields(common + "&SignatureMethod=HmacSHA256");
    sha256.put("Signature", "0EEm/HtGRr/VJXTAD9tYMth1Bzm3lLHz5RCDv1GdM8s=");
    assertTrue(matches(Method.GET, "cvm.api.qcloud.com", sha256));

    Map<String, String> sha1 = fields(common + "&SignatureMethod=HmacSHA1");
    sha1.put("Signature", "nPVnY6njQmwQ8ciqbPl5Qe+Oru4=");
    assertTrue(matches(Method.GET, "cvm.api.qcloud.com", sha1));
  }

  @Test
  void aMethodThatIsNotKnownMeansSha1() {
    Map<String, String> fields = fields("Action=A&SignatureMethod=sha-something");
    fields.put(
        "Signature",
        Signer.DEVELOPMENT.sign("GETh/v2/index.php?Action=A&SignatureMethod=sha-something"));
    assertTrue(matches(Method.GET, "h", fields));
  }

  @Test
  void aHostIsAcceptedWithItsPortAndWithoutAndByTheNamesOfTheRealService() {
    for (String signed :
        new String[] {
          "127.0.0.1:8080",
          "127.0.0.1",
          "ccs.api.qcloud.com",
          "ccr.api.qcloud.com",
          "monitor.api.qcloud.com"
        }) {
      Map<String, String> fields = fields("Action=GetLimit");
      fields.put(
          "Signature", Signer.DEVELOPMENT.sign("GET" + signed + "/v2/index.php?Action=GetLimit"));
      assertTrue(matches(Method.GET, "127.0.0.1:8080", fields), signed);
    }
    Map<String, String> fields = fields("Action=GetLimit");
    fields.put(
        "Signature", Signer.DEVELOPMENT.sign("GETcvm.api.qcloud.com/v2/index.php?Action=GetLimit"));
    assertFalse(matches(Method.GET, "127.0.0.1:8080", fields), "the host of another service");
  }

  @Test
  void anAddressInBracketsKeepsThem() {
    for (String signed : new String[] {"[::1]:8080", "[::1]"}) {
      Map<String, String> fields = fields("Action=A");
      fields.put("Signature", Signer.DEVELOPMENT.sign("GET" + signed + "/v2/index.php?Action=A"));
      assertTrue(matches(Method.GET, "[::1]:8080", fields), signed);
    }
  }

  @Test
  void valuesAreSignedAsTheyAreAndNotAsTheyTravel() {
    Map<String, String> fields = fields("Action=A");
    fields.put("name", "a b&c=d+é/中");
    fields.put("Signature", Signer.DEVELOPMENT.sign("GETh/v2/index.php?Action=A&name=a b&c=d+é/中"));
    assertTrue(matches(Method.GET, "h", fields));
  }

  @Test
  void anUnderscoreInANameIsSignedAsADotAndSortedEitherWay() {
    Map<String, String> fields = fields("Action=A");
    fields.put("a_b", "1");
    fields.put("aB", "2");
    fields.put("aa", "3");
    String asSent = "POSTh/v2/index.php?Action=A&aB=2&a.b=1&aa=3"; // B < _ < a
    String asSigned = "POSTh/v2/index.php?Action=A&a.b=1&aB=2&aa=3"; // . < B < a
    for (String signed : new String[] {asSent, asSigned}) {
      fields.put("Signature", Signer.DEVELOPMENT.sign(signed));
      assertTrue(matches(Method.POST, "h", fields), signed);
    }
    fields.put("Signature", Signer.DEVELOPMENT.sign("POSTh/v2/index.php?Action=A&aB=2&a_b=1&aa=3"));
    assertFalse(matches(Method.POST, "h", fields), "with the underscore");
  }

  @Test
  void emptyValuesMayBeSignedOrLeftOut() {
    Map<String, String> fields = fields("Action=A&image=&b=1");
    for (String signed : new String[] {"Action=A&b=1&image=", "Action=A&b=1"}) {
      fields.put("Signature", Signer.DEVELOPMENT.sign("GETh/v2/index.php?" + signed));
      assertTrue(matches(Method.GET, "h", fields), signed);
    }
  }

  @Test
  void valuesThatBeginWithAnAtMayBeLeftOutOfAPostAndOfNothingElse() {
    Map<String, String> fields = fields("Action=A&file=@me&b=1");
    for (String signed : new String[] {"Action=A&b=1", "Action=A&b=1&file=@me"}) {
      fields.put("Signature", Signer.DEVELOPMENT.sign("POSTh/v2/index.php?" + signed));
      assertTrue(matches(Method.POST, "h", fields), signed);
    }
    fields.put("Signature", Signer.DEVELOPMENT.sign("GETh/v2/index.php?Action=A&b=1"));
    assertFalse(matches(Method.GET, "h", fields));
  }

  @Test
  void allTheLibertiesMayBeTakenAtOnce() {
    Map<String, String> fields = fields("Action=A&a_b=&c_d=@x&c_D=2&cB=3");
    fields.put(
        "Signature",
        Signer.DEVELOPMENT.sign("POSTccr.api.qcloud.com/v2/index.php?Action=A&c.D=2&cB=3"));
    assertTrue(matches(Method.POST, "localhost:1", fields));
  }

  @Test
  void anyChangeToARequestIsNoticed() {
    Map<String, String> fields = fields("Action=A&b=1&Nonce=2");
    fields.put("Signature", Signer.DEVELOPMENT.sign("GETh/v2/index.php?Action=A&Nonce=2&b=1"));
    assertTrue(matches(Method.GET, "h", fields));
    assertFalse(matches(Method.POST, "h", fields), "method");
    assertFalse(matches(Method.GET, "g", fields), "host");
    assertFalse(matches(Method.GET, "h", changed(fields, f -> with(f, "b", "2"))), "value");
    assertFalse(matches(Method.GET, "h", changed(fields, f -> with(f, "c", "1"))), "one more");
    assertFalse(
        matches(Method.GET, "h", changed(fields, f -> with(f, "Signature", ""))), "no signature");
    assertFalse(
        matches(Method.GET, "h", changed(fields, f -> with(f, "Signature", "%%%"))), "not Base64");
    assertFalse(
        Signature.matches(
            new ApiRequest(Method.GET, "h", fields), new SecretKey("k"), Catalogue.Host.CCS));
  }

  @Test
  void aHugeRequestIsHashedOnlySoOften() {
    Map<String, String> fields = fields("Action=A&a_b=&c=@");
    for (int i = 0; i < 2_000; i++) {
      fields.put("p" + i, "x".repeat(1_000));
    }
    fields.put("Signature", "AAAA");
    long before = System.nanoTime();
    assertFalse(matches(Method.POST, "localhost:8080", fields));
    assertTrue(
        System.nanoTime() - before < 2_000_000_000L,
        "some 10 MB of SHA-1 take a fraction of a second");
  }

  @Test
  void aCallerIsToldWhatToSignButNoValues() {
    Map<String, String> fields = fields("Action=A&Nonce=2&pass_word=secret&Signature=x");
    ApiRequest request = new ApiRequest(Method.GET, "h:1", fields);
    assertEquals("GETh:1/v2/index.php?Action=…&Nonce=…&pass.word=…", Signature.outline(request));
  }

  private static boolean matches(Method method, String host, Map<String, String> fields) {
    return Signature.matches(new ApiRequest(method, host, fields), KEY, Catalogue.Host.CCS);
  }

  private static Map<String, String> fields(String query) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      fields.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return fields;
  }

  private static Map<String, String> changed(
      Map<String, String> fields, UnaryOperator<Map<String, String>> change) {
    return change.apply(new LinkedHashMap<>(fields));
  }

  private static Map<String, String> with(Map<String, String> fields, String name, String value) {
    fields.put(name, value);
    return fields;
  }
}
