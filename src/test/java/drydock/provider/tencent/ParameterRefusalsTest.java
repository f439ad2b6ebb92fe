package drydock.provider.tencent;

import static drydock.provider.tencent.Binder.CONTAINERS;
import static drydock.provider.tencent.Binder.accepted;
import static drydock.provider.tencent.Binder.refused;
import static drydock.provider.tencent.Binder.violations;
import static drydock.provider.tencent.Parameter.optional;
import static drydock.provider.tencent.Parameter.required;
import static drydock.provider.tencent.Rule.anyOf;
import static drydock.provider.tencent.Rule.notBelow;
import static drydock.provider.tencent.Rule.notTogether;
import static drydock.provider.tencent.Rule.onlyWhen;
import static drydock.provider.tencent.Type.integer;
import static drydock.provider.tencent.Type.list;
import static drydock.provider.tencent.Type.moment;
import static drydock.provider.tencent.Type.number;
import static drydock.provider.tencent.Type.object;
import static drydock.provider.tencent.Type.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ParameterRefusalsTest {
  @Test
  void aRefusalNamesTheParameterTheValueAndWhatIsAllowed() {
    assertEquals(
        "goodsNum is \"101\"; allowed is a whole number from 1 to 100",
        refused(Parameters.of(required("goodsNum", integer().range(1, 100))), "goodsNum=101"));
    assertEquals(
        "size is \"15\"; allowed is a whole number of 0 or more in steps of 10",
        refused(
            Parameters.of(required("size", integer().range(0, Integer.MAX_VALUE).step(10))),
            "size=15"));
    assertEquals(
        "period is \"61\"; allowed is one of 60, 300",
        refused(Parameters.of(optional("period", integer().oneOf(60, 300))), "period=61"));
    assertEquals(
        "strategy is \"Rolling\"; allowed is one of Recreate, RollingUpdate",
        refused(
            Parameters.of(required("strategy", text().oneOf("Recreate", "RollingUpdate"))),
            "strategy=Rolling"));
    assertEquals(
        "name is \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…\" (70 characters);"
            + " allowed is 1 to 63 characters",
        refused(Parameters.of(required("name", text().length(1, 63))), "name=" + "x".repeat(70)));
    assertEquals(
        "containers.4.envs.2.name is \"9?\"; allowed is letters, digits and _",
        refused(CONTAINERS, "containers.4.image=a, containers.4.envs.2.name=9\n"));
    assertEquals(
        "startTime is \"yesterday\"; allowed is a date and time like 2017-03-28 14:10:00",
        refused(Parameters.of(optional("startTime", moment())), "startTime=yesterday"));
  }

  @Test
  void numbersThatAreNoneAreRefused() {
    Parameters parameters = Parameters.of(optional("n", integer()), optional("l", number()));
    for (String bad :
        new String[] {
          "x",
          "1.0",
          "1e3",
          " 1",
          "2147483648",
          "-2147483649",
          "99999999999999999999",
          "٣",
          "0x1",
          "-"
        }) {
      refused(parameters, "n=" + bad);
    }
    for (String bad : new String[] {"9223372036854775808", "9999999999999999999"}) {
      refused(parameters, "l=" + bad);
    }
    assertEquals(-5, accepted(parameters, "n=-5").integer("n"));
    assertEquals(5, accepted(parameters, "n=+005").integer("n"));
  }

  @Test
  void momentsThatAreNoneAreRefused() {
    Parameters parameters = Parameters.of(optional("t", moment()));
    for (String bad :
        new String[] {"2017-02-30 00:00:00", "2017-01-01 24:00:00", "2017-01-01 10", "0"}) {
      refused(parameters, "t=" + bad);
    }
    assertEquals(
        Optional.of(LocalDateTime.of(2017, 1, 2, 0, 0)),
        accepted(parameters, "t=2017-1-2").moment("t"));
  }

  @Test
  void textThatNoDatabaseHoldsIsRefused() {
    refused(Parameters.of(optional("desc", text())), "desc=a\0b");
  }

  @Test
  void secretsAreNeitherShownNorQuoted() {
    Parameters parameters =
        Parameters.of(
            optional("password", text().length(8, 16)).secret(),
            optional("auth", object(optional("pin", integer()))).secret());
    Arguments arguments = accepted(parameters, "password=hunter22!, auth.pin=1234");
    assertEquals("hunter22!", arguments.text("password"));
    assertEquals(Map.of(), arguments.shown());
    assertEquals(
        "password is not acceptable; allowed is 8 to 16 characters",
        refused(parameters, "password=hunter2"));
    assertEquals(
        "auth.pin is not acceptable; allowed is a whole number",
        refused(parameters, "auth.pin=1234x"));
  }

  @Test
  void allThatIsWrongIsToldInTheOrderOfTheDeclaration() {
    Parameters parameters =
        Parameters.of(required("a", text()), required("b", integer()), required("c", text()));
    assertEquals(
        "b is \"x\"; allowed is a whole number; a is required; c is required",
        refused(parameters, "b=x"));
    Parameters many = Parameters.of(required("names", list(integer())));
    StringBuilder given = new StringBuilder("names.0=x");
    for (int i = 1; i < 500; i++) {
      given.append(", names.").append(i).append("=x");
    }
    assertEquals(20, violations(many, given.toString()).size());
  }

  @Test
  void aParameterCanBeRequiredByTheValueOfAnother() {
    Parameters parameters =
        Parameters.of(
            optional("period", integer()).requiredWhen("cvmType", "PayByMonth"),
            optional("cvmType", text()).byDefault("PayByHour"),
            optional("values", list(text())).requiredWhen("operator", "In", "NotIn"),
            optional("operator", text()));
    accepted(parameters, "");
    accepted(parameters, "cvmType=PayByMonth, period=1");
    assertEquals(
        "period is required when cvmType is PayByMonth", refused(parameters, "cvmType=PayByMonth"));
    assertEquals(
        "values is required when operator is NotIn", refused(parameters, "operator=NotIn"));
    assertTrue(violations(parameters, "operator=NotIn").getFirst().missing());
    Parameters byDefault =
        Parameters.of(
            optional("a", text()).requiredWhen("b", "x"), optional("b", text()).byDefault("x"));
    assertEquals("a is required when b is x", refused(byDefault, ""));
  }

  @Test
  void rulesHoldBetweenParametersOfAnObject() {
    Parameters parameters =
        Parameters.of(
                optional("image", text()),
                optional(
                    "containers",
                    list(
                        object(
                                required("image", text()),
                                optional("cpu", integer()),
                                optional("cpuLimits", integer()))
                            .with(notBelow("cpuLimits", "cpu")))),
                optional("password", text()).secret(),
                optional("keyId", text()),
                optional("type", text()).byDefault("readyCheck"),
                optional("healthNum", integer()))
            .with(
                anyOf("image", "containers"),
                notTogether("password", "keyId"),
                onlyWhen("healthNum", 1, "type", "liveCheck"));
    accepted(parameters, "image=a");
    assertEquals("one of image and containers is required", refused(parameters, "image="));
    assertEquals(
        "password and keyId cannot be given together",
        refused(parameters, "image=a, password=p, keyId=k"));
    assertEquals(
        "healthNum must be 1 when type is liveCheck",
        refused(parameters, "image=a, type=liveCheck, healthNum=3"));
    accepted(parameters, "image=a, healthNum=3");
    accepted(parameters, "image=a, type=liveCheck");
    accepted(parameters, "containers.0.image=a, containers.0.cpu=5, containers.0.cpuLimits=0");
    assertEquals(
        "containers.3: cpuLimits must not be below cpu",
        refused(parameters, "containers.3.image=a, containers.3.cpu=5, containers.3.cpuLimits=4"));
  }

  @Test
  void numbersOfListsAndTheirLengthAreBounded() {
    assertEquals(
        "containers.100000: a list is numbered from 0 to 99999",
        refused(CONTAINERS, "containers.100000.image=x"));
    refused(CONTAINERS, "containers." + "9".repeat(1_000) + ".image=x");
    assertEquals(
        "containers has 4 values; allowed are up to 3",
        refused(
            CONTAINERS,
            "containers.0.image=x, containers.1.image=x, containers.2.image=x,"
                + " containers.99999.image=x"));
    assertEquals(
        "containers is a list: its values are named containers.0.… and so on",
        refused(CONTAINERS, "containers=nginx"));
  }

  @Test
  void aDeclarationThatCannotWorkFailsWhenItIsMade() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Parameters.of(optional("a", text()), optional("a", text())));
    assertThrows(
        IllegalArgumentException.class,
        () -> Parameters.of(optional("a_b", text()), optional("c", text()).alias("a.b")));
    assertThrows(
        IllegalArgumentException.class, () -> optional("a", integer().range(1, 5)).byDefault(6));
    assertThrows(
        IllegalArgumentException.class,
        () -> Parameters.of(optional("a", text()).requiredWhen("b", "x")));
    assertThrows(
        IllegalArgumentException.class,
        () -> Parameters.of(optional("a", text())).with(anyOf("a", "b")));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            Parameters.of(optional("a", text()), optional("b", integer()))
                .with(notBelow("a", "b")));
  }

  @Test
  void tenThousandStrangeKeysTakeNoTime() {
    Map<String, String> fields = new LinkedHashMap<>();
    for (int i = 0; i < 3_000; i++) {
      fields.put("containers." + i + ".envs." + i * 7 + ".name", "x");
      fields.put("containers.0" + ".0".repeat(200) + i, "x");
      fields.put("_".repeat(300) + i, "x");
    }
    fields.put("containers." + "9".repeat(500_000), "x");
    fields.put("containers.0.envs.0.name" + ".n".repeat(500_000), "x");
    fields.put("containers_0_image", "x".repeat(1_000_000));
    long before = System.nanoTime();
    for (int i = 0; i < 20; i++) {
      assertInstanceOf(Parameters.Bound.Refused.class, CONTAINERS.bind(fields));
    }
    assertTrue(System.nanoTime() - before < 4_000_000_000L, "200 ms each at the very most");
  }

  @Test
  void noFieldsMakeItThrow() {
    Random random = new Random(20_180_301);
    String[] pieces =
        "containers image envs name value arguments cpu 0 1 99999 100000 n _ -1 x \0 é "
            .split(" ", -1);
    String[] values = {"", "0", "1", "-1", "99", "true", "x", "\0", "9".repeat(30), "@", "a b"};
    for (int i = 0; i < 20_000; i++) {
      Map<String, String> fields = new LinkedHashMap<>();
      for (int field = random.nextInt(12); field > 0; field--) {
        StringBuilder key = new StringBuilder();
        for (int piece = 1 + random.nextInt(7); piece > 0; piece--) {
          key.append(key.isEmpty() ? "" : random.nextBoolean() ? "." : "_")
              .append(pieces[random.nextInt(pieces.length)]);
        }
        fields.put(key.toString(), values[random.nextInt(values.length)]);
      }
      switch (CONTAINERS.bind(fields)) {
        case Parameters.Bound.Accepted(Arguments arguments) ->
            arguments
                .list("containers")
                .forEach(container -> assertFalse(container.text("image").isEmpty()));
        case Parameters.Bound.Refused(List<Violation> violations) ->
            assertFalse(violations.isEmpty());
      }
    }
  }
}
