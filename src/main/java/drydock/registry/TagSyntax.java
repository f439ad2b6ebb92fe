package drydock.registry;

import drydock.registry.TagPattern.Unreadable;
import java.util.ArrayList;
import java.util.List;

/// The parts of a regular expression, in the syntax that Go, Java and others share: characters,
/// `.`, `[a-z]`, `\d \w \s`, `^ $`, groups, `|`, and `* + ? {2,3}`. There are no back references
/// and no look-arounds, which cannot be followed in linear time.
sealed interface TagSyntax {

  /// One character of a set; `ranges` holds the first and the last of each range in turn.
  record Chars(boolean others, String ranges) implements TagSyntax {
    boolean hold(char c) {
      for (int i = 0; i < ranges.length(); i += 2) {
        if (c >= ranges.charAt(i) && c <= ranges.charAt(i + 1)) {
          return !others;
        }
      }
      return others;
    }
  }

  /// The beginning or the end of the tag.
  record Edge(boolean beginning) implements TagSyntax {}

  record Sequence(List<TagSyntax> parts) implements TagSyntax {}

  record Choice(TagSyntax one, TagSyntax other) implements TagSyntax {}

  record Repeat(TagSyntax part, int min, int max) implements TagSyntax {
    static final int ENDLESS = -1;
  }

  /// Reads an expression as a whole.
  ///
  /// @throws Unreadable if it is none
  static TagSyntax read(String expression) {
    var reader = new Reader(expression);
    TagSyntax all = reader.choice(0);
    if (!reader.ended()) {
      throw new Unreadable("a ) without its (");
    }
    return all;
  }

  /// Reads an expression from left to right.
  final class Reader {
    private static final int DEPTH_MAX = 50;
    private static final int COUNT_MAX = 1_000;

    private final String text;
    private int at;

    Reader(String text) {
      this.text = text;
    }

    boolean ended() {
      return at == text.length();
    }

    private boolean takes(char wanted) {
      boolean there = !ended() && text.charAt(at) == wanted;
      at += there ? 1 : 0;
      return there;
    }

    private char next(String within) {
      if (ended()) {
        throw new Unreadable(within + " does not end");
      }
      return text.charAt(at++);
    }

    TagSyntax choice(int depth) {
      if (depth > DEPTH_MAX) {
        throw new Unreadable("groups lie deeper than " + DEPTH_MAX);
      }
      TagSyntax all = sequence(depth);
      while (takes('|')) {
        all = new Choice(all, sequence(depth));
      }
      return all;
    }

    private TagSyntax sequence(int depth) {
      List<TagSyntax> parts = new ArrayList<>();
      while (!ended() && text.charAt(at) != '|' && text.charAt(at) != ')') {
        parts.add(repeated(single(depth)));
      }
      return new Sequence(parts);
    }

    private TagSyntax single(int depth) {
      char c = next("it");
      return switch (c) {
        case '.' -> new Chars(true, "");
        case '^' -> new Edge(true);
        case '$' -> new Edge(false);
        case '(' -> group(depth);
        case '[' -> set();
        case '\\' -> new Chars(false, escaped());
        case '*', '+', '?', '{' -> throw new Unreadable("there is nothing before " + c);
        default -> new Chars(false, "" + c + c);
      };
    }

    private TagSyntax group(int depth) {
      if (takes('?') && !takes(':')) {
        throw new Unreadable("of groups with a ? only (?:…) is known");
      }
      TagSyntax inside = choice(depth + 1);
      if (!takes(')')) {
        throw new Unreadable("a ( without its )");
      }
      return inside;
    }

    /// The ranges that a character behind a backslash stands for.
    private String escaped() {
      char c = next("\\");
      return switch (c) {
        case 'd' -> "09";
        case 'w' -> "09AZ__az";
        case 's' -> "\t\n\f\r  ";
        default -> {
          if (Character.isLetterOrDigit(c)) {
            throw new Unreadable("\\" + c + " is not known");
          }
          yield "" + c + c;
        }
      };
    }

    private TagSyntax set() {
      boolean others = takes('^');
      var ranges = new StringBuilder();
      boolean first = true;
      for (char c = next("a ["); c != ']' || first; c = next("a [")) {
        first = false;
        if (c == '[' && !ended() && text.charAt(at) == ':') {
          throw new Unreadable("named classes like [:alpha:] are not known");
        }
        String from = c == '\\' ? escaped() : "" + c + c;
        boolean range = at + 1 < text.length() && text.charAt(at) == '-';
        if (range && text.charAt(at + 1) != ']') {
          at++;
          ranges.append(range(from));
        } else {
          ranges.append(from);
        }
      }
      return new Chars(others, ranges.toString());
    }

    private String range(String from) {
      char c = next("a [");
      String to = c == '\\' ? escaped() : "" + c + c;
      if (!isOne(from) || !isOne(to) || from.charAt(0) > to.charAt(0)) {
        throw new Unreadable("a range in [ ] goes from one character to a later one");
      }
      return "" + from.charAt(0) + to.charAt(1);
    }

    private static boolean isOne(String ranges) {
      return ranges.length() == 2 && ranges.charAt(0) == ranges.charAt(1);
    }

    /// Whether a repetition takes as much or as little as it can makes no difference to what is
    /// found.
    private TagSyntax repeated(TagSyntax part) {
      TagSyntax all = part;
      if (takes('*')) {
        all = new Repeat(part, 0, Repeat.ENDLESS);
      } else if (takes('+')) {
        all = new Repeat(part, 1, Repeat.ENDLESS);
      } else if (takes('?')) {
        all = new Repeat(part, 0, 1);
      } else if (takes('{')) {
        all = counted(part);
      } else {
        return all;
      }
      takes('?');
      return all;
    }

    private TagSyntax counted(TagSyntax part) {
      int min = number();
      int max = min;
      if (takes(',')) {
        max = !ended() && text.charAt(at) == '}' ? Repeat.ENDLESS : number();
      }
      if (!takes('}') || (max != Repeat.ENDLESS && max < min)) {
        throw new Unreadable("repetitions are counted {n}, {n,} or {n,m}");
      }
      return new Repeat(part, min, max);
    }

    private int number() {
      int from = at;
      int number = 0;
      while (!ended() && Character.digit(text.charAt(at), 10) >= 0 && number <= COUNT_MAX) {
        number = number * 10 + Character.digit(text.charAt(at++), 10);
      }
      if (at == from || number > COUNT_MAX) {
        throw new Unreadable("a { is followed by a number up to " + COUNT_MAX);
      }
      return number;
    }
  }
}
