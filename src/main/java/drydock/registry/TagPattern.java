package drydock.registry;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/// A regular expression for tags. Strangers write them, so all ways through an expression are
/// followed at once (Thompson, Regular Expression Search Algorithm, 1968): the time a search takes
/// grows with the length of the tag times that of the expression, never faster.
final class TagPattern {

  /// Steps that an expression may come to once its repetitions are written out.
  static final int STEPS_MAX = 5_000;

  /// An expression that is none, or one of a kind that is not known here.
  static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unreadable(String why) {
      super(why, null, false, false);
    }
  }

  private sealed interface Step {
    /// A character of a set leads to the next step.
    record One(TagSyntax.Chars chars) implements Step {}

    /// On with both.
    record Both(int one, int other) implements Step {}

    /// On with the next step, at the beginning or the end of the tag only.
    record Only(boolean atBeginning) implements Step {}

    record Found() implements Step {}
  }

  private final List<Step> steps = new ArrayList<>();
  private int visits;

  private TagPattern() {}

  /// @throws Unreadable if it is no expression
  static TagPattern compile(String expression) {
    var pattern = new TagPattern();
    pattern.write(TagSyntax.read(expression));
    pattern.steps.add(new Step.Found());
    return pattern;
  }

  /// An empty part may stand in a repetition without adding a step, so visits are counted too.
  private void write(TagSyntax part) {
    if (++visits > STEPS_MAX || steps.size() > STEPS_MAX) {
      throw new Unreadable("it comes to more than " + STEPS_MAX + " steps");
    }
    switch (part) {
      case TagSyntax.Chars chars -> steps.add(new Step.One(chars));
      case TagSyntax.Edge(boolean beginning) -> steps.add(new Step.Only(beginning));
      case TagSyntax.Sequence(var parts) -> parts.forEach(this::write);
      case TagSyntax.Choice(var one, var other) -> {
        int fork = reserve();
        write(one);
        int leap = reserve();
        steps.set(fork, new Step.Both(fork + 1, steps.size()));
        write(other);
        steps.set(leap, new Step.Both(steps.size(), steps.size()));
      }
      case TagSyntax.Repeat repeat -> write(repeat);
    }
  }

  private void write(TagSyntax.Repeat repeat) {
    for (int i = 0; i < repeat.min(); i++) {
      write(repeat.part());
    }
    if (repeat.max() == TagSyntax.Repeat.ENDLESS) {
      int fork = reserve();
      write(repeat.part());
      steps.add(new Step.Both(fork, fork));
      steps.set(fork, new Step.Both(fork + 1, steps.size()));
      return;
    }
    List<Integer> forks = new ArrayList<>();
    for (int i = repeat.min(); i < repeat.max(); i++) {
      forks.add(reserve());
      write(repeat.part());
    }
    forks.forEach(fork -> steps.set(fork, new Step.Both(fork + 1, steps.size())));
  }

  private int reserve() {
    steps.add(new Step.Found());
    return steps.size() - 1;
  }

  /// Whether the expression is found anywhere in a tag.
  boolean found(String tag) {
    BitSet here = new BitSet();
    for (int at = 0; at <= tag.length(); at++) {
      reach(0, here, tag, at);
      BitSet next = new BitSet();
      for (int step = here.nextSetBit(0); step >= 0; step = here.nextSetBit(step + 1)) {
        switch (steps.get(step)) {
          case Step.Found _ -> {
            return true;
          }
          case Step.One(var chars) -> {
            if (at < tag.length() && chars.hold(tag.charAt(at))) {
              reach(step + 1, next, tag, at + 1);
            }
          }
          case Step.Both _, Step.Only _ -> {
            // Followed when they were reached.
          }
        }
      }
      here = next;
    }
    return false;
  }

  /// Adds a step, and those that it leads to without a character.
  private void reach(int first, BitSet reached, String tag, int at) {
    Deque<Integer> open = new ArrayDeque<>();
    open.push(first);
    while (!open.isEmpty()) {
      int step = open.pop();
      if (!reached.get(step)) {
        reached.set(step);
        switch (steps.get(step)) {
          case Step.Both(int one, int other) -> {
            open.push(one);
            open.push(other);
          }
          case Step.Only(boolean atBeginning) -> {
            if (at == (atBeginning ? 0 : tag.length())) {
              open.push(step + 1);
            }
          }
          case Step.One _, Step.Found _ -> {
            // Waits for a character, or is the end.
          }
        }
      }
    }
  }
}
