package drydock.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import drydock.service.Requirement;
import drydock.service.Requirement.Operator;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelMatchTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          IN             | a b  | a    | true
          IN             | a b  | c    | false
          IN             | a b  | A    | false
          IN             | a    | -    | false
          NOT_IN         | a b  | c    | true
          NOT_IN         | a b  | b    | false
          NOT_IN         | a    | -    | true
          EXISTS         |      | a    | true
          EXISTS         |      | -    | false
          DOES_NOT_EXIST |      | a    | false
          DOES_NOT_EXIST |      | -    | true
          GREATER        | 9    | 10   | true
          GREATER        | 10   | 10   | false
          GREATER        | 9    | ten  | false
          GREATER        | 9    | -    | false
          GREATER        | -1   | 0    | true
          GREATER        | 9    | 99999999999999999999 | false
          LESS           | 10   | 9    | true
          LESS           | 10   | 10   | false
          LESS           | 10   | 9.5  | false
          LESS           | 10   | -    | false
          LESS           | x    | 1    | false
          """)
  void operatorsCompareAsKubernetesDoes(
      Operator operator, String values, String label, boolean matches) {
    List<String> given = values == null ? List.of() : List.of(values.split(" ", -1));
    assertEquals(matches, LabelMatch.matches(new Requirement("k", operator, given), label));
  }

  @Test
  void allRequirementsMustHold() {
    var labels = new TreeMap<String, String>();
    labels.put("zone", "1");
    labels.put("disk", "ssd");
    var zone = new Requirement("zone", Operator.IN, List.of("1"));
    var disk = new Requirement("disk", Operator.IN, List.of("ssd"));
    var none = new Requirement("disk", Operator.NOT_IN, List.of("ssd"));
    assertEquals(true, LabelMatch.all(List.of(zone, disk), labels));
    assertEquals(false, LabelMatch.all(List.of(zone, none), labels));
    assertEquals(true, LabelMatch.all(List.of(), labels));
  }
}
