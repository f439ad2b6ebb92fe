package drydock.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TagPatternTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "^test*; test-1; true",
        "^test*; tes; true",
        "^test*; latest; false",
        "test; latest; true",
        "^v[0-9]+\\.[0-9]+$; v1.20; true",
        "^v[0-9]+\\.[0-9]+$; v1.20-rc; false",
        "^(?:dev|prod)-\\d{2,3}$; prod-123; true",
        "^(?:dev|prod)-\\d{2,3}$; prod-1; false",
        "^[^a-z]+$; V1; true",
        "^[^a-z]+$; v1; false",
        "^[\\w-]+?$; a_b-9; true",
        "^a{2,}$; aaaa; true",
        "^a{2}$; aaa; false",
        "^()*$; a; false",
        "x|^$; y; false",
      })
  void expressionsAreFoundInTags(String expression, String tag, boolean found) {
    assertEquals(found, TagPattern.compile(expression).found(tag));
  }

  /// The tag is too short to make the JDK's matcher take long.
  @Test
  void whatTheJdkFindsIsFoundAndNothingElse() {
    var random = new Random(7);
    int found = 0;
    for (int i = 0; i < 20_000; i++) {
      String expression = expression(random, 3);
      String tag = letters(random, "abv1.", random.nextInt(6));
      boolean expected = Pattern.compile(expression).matcher(tag).find();
      assertEquals(expected, TagPattern.compile(expression).found(tag), expression + " in " + tag);
      found += expected ? 1 : 0;
    }
    assertTrue(found > 2_000 && found < 18_000, "too one-sided: " + found);
  }

  private static String expression(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 4 : 10)) {
      case 0, 1 -> letters(random, "abv1", 1 + random.nextInt(2));
      case 2 -> random.nextBoolean() ? "." : "[ab-v]";
      case 3 -> random.nextBoolean() ? "^" : "$";
      case 4, 5 -> expression(random, depth - 1) + expression(random, depth - 1);
      case 6 -> "(" + expression(random, depth - 1) + "|" + expression(random, depth - 1) + ")";
      case 7 -> "(?:" + expression(random, depth - 1) + ")*";
      case 8 -> "(?:" + expression(random, depth - 1) + ")+";
      default -> "(?:" + expression(random, depth - 1) + "){1,2}";
    };
  }

  private static String letters(Random random, String of, int count) {
    var text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(of.charAt(random.nextInt(of.length())));
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        ")",
        "a)",
        "(a",
        "[a",
        "[",
        "[]",
        "\\",
        "*",
        "a**",
        "a{",
        "a{2",
        "a{3,2}",
        "a{9999}",
        "(?=a)",
        "(?i)a",
        "\\1",
        "\\b",
        "[[:alpha:]]",
        "[z-a]",
        "[\\d-z]",
        "{2}",
        "a{99999999999}",
        "((((a{100}){100}){100}){100})",
        "((((){1000}){1000}){1000}){1000}"
      })
  void whatIsNoExpressionIsRefusedWithAReason(String expression) {
    var why =
        assertTimeoutPreemptively(
            Duration.ofSeconds(10),
            () -> assertThrows(TagPattern.Unreadable.class, () -> TagPattern.compile(expression)));
    assertTrue(String.valueOf(why.getMessage()).length() > 5, why.getMessage());
  }

  @Test
  void anExpressionOfAStrangerCannotTakeLong() {
    String tag = "a".repeat(127) + "!";
    for (String expression :
        new String[] {"^(a+)+$", "^(a|a)*$", "^(a|aa)+$", "^(.*){30}x$", "^((a*)*)*$"}) {
      assertTimeoutPreemptively(
          Duration.ofSeconds(5),
          () -> assertEquals(false, TagPattern.compile(expression).found(tag)));
    }
    assertThrows(TagPattern.Unreadable.class, () -> TagPattern.compile("(".repeat(1_000)));
  }
}
