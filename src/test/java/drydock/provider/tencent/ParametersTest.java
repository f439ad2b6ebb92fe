package drydock.provider.tencent;

import static drydock.provider.tencent.Binder.CONTAINERS;
import static drydock.provider.tencent.Binder.accepted;
import static drydock.provider.tencent.Binder.refused;
import static drydock.provider.tencent.Parameter.optional;
import static drydock.provider.tencent.Parameter.required;
import static drydock.provider.tencent.Type.flag;
import static drydock.provider.tencent.Type.integer;
import static drydock.provider.tencent.Type.list;
import static drydock.provider.tencent.Type.moment;
import static drydock.provider.tencent.Type.number;
import static drydock.provider.tencent.Type.object;
import static drydock.provider.tencent.Type.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ParametersTest {
  @Test
  void eachTypeIsReadAsWhatItIs() {
    Arguments arguments =
        accepted(
            Parameters.of(
                optional("clusterName", text()),
                optional("limit", integer()),
                optional("requestId", number()),
                optional("wanIp", flag()),
                optional("startTime", moment()),
                optional("instanceIds", list(text())),
                optional("ports", list(integer())),
                optional("probe", object(optional("port", integer())))),
            "clusterName=a, limit=20, requestId=9223372036854775807, wanIp=True, startTime=2018-1-6"
                + " 15:2:0, instanceIds.0=x, ports.0=80, probe.port=81");
    assertEquals("a", arguments.text("clusterName"));
    assertEquals(20, arguments.integer("limit"));
    assertEquals(Long.MAX_VALUE, arguments.number("requestId"));
    assertTrue(arguments.flag("wanIp"));
    assertEquals(
        Optional.of(LocalDateTime.of(2018, 1, 6, 15, 2, 0)), arguments.moment("startTime"));
    assertEquals(List.of("x"), arguments.texts("instanceIds"));
    assertEquals(List.of(80L), arguments.numbers("ports"));
    assertEquals(81, arguments.object("probe").integer("port"));
  }

  @Test
  void aTextThatMayBeEmptyIsGivenWhenItIs() {
    Parameters parameters = Parameters.of(required("description", text().length(1, 9).orEmpty()));
    assertTrue(accepted(parameters, "description=").has("description"));
    assertEquals("", accepted(parameters, "description=").text("description"));
    assertEquals("description is required", refused(parameters, ""));
  }

  @Test
  void whatIsNotGivenReadsAsItsDefaultOrAsNothing() {
    Parameters parameters =
        Parameters.of(
            optional("limit", integer().range(1, 100)).byDefault(20),
            optional("namespace", text()).byDefault("default"),
            optional("desc", text()),
            optional("cpu", integer()),
            optional("wanIp", flag()),
            optional("names", list(text())),
            optional("endTime", moment()),
            optional("probe", object(optional("port", integer()).byDefault(80))));
    for (String given :
        new String[] {
          "", "limit=, namespace=, desc=, cpu=, wanIp=, names=, names.0=, endTime=, probe.port="
        }) {
      Arguments arguments = accepted(parameters, given);
      assertEquals(20, arguments.integer("limit"));
      assertEquals("default", arguments.text("namespace"));
      assertEquals("", arguments.text("desc"));
      assertEquals(0, arguments.integer("cpu"));
      assertFalse(arguments.flag("wanIp"));
      assertEquals(List.of(), arguments.texts("names"));
      assertEquals(Optional.empty(), arguments.moment("endTime"));
      assertEquals(80, arguments.object("probe").integer("port"));
      assertFalse(arguments.has("limit"), "a default is not given");
      assertEquals(Map.of(), arguments.shown());
    }
  }

  @Test
  void listsAreNumberedWithGapsAndInAnyOrder() {
    Arguments arguments =
        accepted(
            CONTAINERS,
            "containers.7.image=b, containers.02.image=a, containers.7.envs.10.name=y,"
                + " containers.7.envs.9.name=x, containers.7.arguments.5=-c, containers.x.image=no,"
                + " containers.7.other.0=no");
    List<Arguments> containers = arguments.list("containers");
    assertEquals(List.of("a", "b"), containers.stream().map(each -> each.text("image")).toList());
    assertEquals(
        List.of("x", "y"),
        containers.get(1).list("envs").stream().map(each -> each.text("name")).toList());
    assertEquals(
        "{containers.0.image=a, containers.1.arguments.0=-c, containers.1.envs.0.name=x,"
            + " containers.1.envs.1.name=y, containers.1.image=b}",
        arguments.shown().toString());
  }

  @Test
  void aListOfSingleValuesMayComeAsLiteralNOrWithoutAnyNumber() {
    Parameters parameters = Parameters.of(required("clusterIds", list(text())));
    assertEquals(List.of("c1"), accepted(parameters, "clusterIds.n=c1").texts("clusterIds"));
    assertEquals(List.of("c1"), accepted(parameters, "clusterIds=c1").texts("clusterIds"));
    assertEquals(
        List.of("c0"), accepted(parameters, "clusterIds=c1, clusterIds.0=c0").texts("clusterIds"));
    assertEquals("{clusterIds.0=c1}", accepted(parameters, "clusterIds=c1").shown().toString());
    assertEquals(
        List.of("v"),
        accepted(CONTAINERS, "containers.n.image=v").list("containers").stream()
            .map(each -> each.text("image"))
            .toList());
  }

  @Test
  void underscoresAndDotsInNamesAreTheSame() {
    Parameters parameters =
        Parameters.of(
            required("src_image", text()), required("tags", list(text())), optional("src", text()));
    for (String given : new String[] {"src_image=a, tags_0=b", "src.image=a, tags.0=b"}) {
      Arguments arguments = accepted(parameters, given);
      assertEquals("a", arguments.text("src_image"));
      assertEquals(List.of("b"), arguments.texts("tags"));
      assertEquals("{src_image=a, tags.0=b}", arguments.shown().toString());
    }
    assertEquals("x", accepted(parameters, "src=x, src.image=a, tags.0=b").text("src"));
  }

  @Test
  void anAliasCountsWhereTheNameIsNotGiven() {
    Parameters parameters =
        Parameters.of(
            required("scaleTo", integer().range(0, 1_000)).alias("replicas", "count"),
            optional("ids", list(text())).alias("instanceIds"));
    assertEquals(2, accepted(parameters, "replicas=2").integer("scaleTo"));
    assertEquals(2, accepted(parameters, "count=3, replicas=2").integer("scaleTo"));
    assertEquals(1, accepted(parameters, "replicas=2, scaleTo=1").integer("scaleTo"));
    assertEquals(2, accepted(parameters, "scaleTo=, replicas=2").integer("scaleTo"));
    assertEquals(0, accepted(parameters, "scaleTo=0, replicas=2").integer("scaleTo"));
    assertEquals(List.of("a"), accepted(parameters, "scaleTo=1, instanceIds.0=a").texts("ids"));
    assertEquals("{scaleTo=2}", accepted(parameters, "replicas=2").shown().toString());
    assertEquals("scaleTo is required", refused(parameters, ""));
  }

  @Test
  void zeroCanBeDeclaredToMeanNone() {
    Arguments container =
        accepted(CONTAINERS, "containers.0.image=a, containers.0.cpu=0")
            .list("containers")
            .getFirst();
    assertEquals(0, container.integer("cpu"));
    assertFalse(container.has("cpu"));
    assertEquals(
        "containers.0.cpu is \"99\"; allowed is a whole number from 100 to 64000, or 0 for none",
        refused(CONTAINERS, "containers.0.image=a, containers.0.cpu=99"));
    Parameters needed = Parameters.of(required("port", integer().range(1, 65_535).orZero()));
    assertEquals("port is required", refused(needed, "port=0"));
  }

  @Test
  void flagsComeInManySpellings() {
    Parameters parameters = Parameters.of(required("x", flag()));
    for (String yes : new String[] {"true", "True", "TRUE", "1"}) {
      assertTrue(accepted(parameters, "x=" + yes).flag("x"));
    }
    for (String no : new String[] {"false", "False", "0"}) {
      assertFalse(accepted(parameters, "x=" + no).flag("x"));
    }
    assertEquals("x is \"yes\"; allowed is true, false, 1 or 0", refused(parameters, "x=yes"));
  }

  @Test
  void parametersThatAreNotDeclaredAreIgnored() {
    Parameters parameters = Parameters.of(optional("a", text()), optional("l", list(text())));
    accepted(
        parameters,
        "b=1, a.0=x, a.b.c=x, l.x=1, l.0.x=2, .a=3, a.=4, .=5, ..=6, l..=7, l.-1=8, l. 1=9");
  }

  @Test
  void askingForWhatIsNotDeclaredIsAMistakeWhateverTheRequest() {
    Arguments arguments =
        accepted(Parameters.of(optional("a", text()), optional("big", number())), "");
    assertThrows(IllegalArgumentException.class, () -> arguments.text("b"));
    assertThrows(IllegalArgumentException.class, () -> arguments.has("b"));
    assertThrows(IllegalArgumentException.class, () -> arguments.integer("a"));
    assertThrows(IllegalArgumentException.class, () -> arguments.integer("big"));
    assertThrows(IllegalArgumentException.class, () -> arguments.list("a"));
  }
}
