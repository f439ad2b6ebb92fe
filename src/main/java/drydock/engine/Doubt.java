package drydock.engine;

import drydock.log.EventLog.Ownership;
import drydock.log.LogUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Commands that were being made durable when the database went away: whether they hold is not
/// known until the log can be read again.
///
/// @param owner who tried to append them, `from` the position of the first event, and `since` when
record Doubt(List<Turn.Release> releases, Ownership owner, long from, Instant since) {

  /// Callers do not wait longer than this for the truth.
  private static final Duration WAIT_MAX = Duration.ofSeconds(10);

  static final Doubt NONE = new Doubt(List.of(), new Ownership(0, 0, 0, null), 0, Instant.MAX);

  /// The doubt about a turn. Whoever asked for something other than a command is told at once that
  /// it came to nothing; he can ask how things stand when the log can be read again.
  static Doubt about(Turn turn, Ownership owner, long from, Instant since) {
    List<Turn.Release> commands = new ArrayList<>();
    for (Turn.Release release : turn.releases()) {
      if (release.mail() instanceof Mail.Ask) {
        commands.add(release);
      } else {
        release.mail().refuse(Refusal.Reason.UNAVAILABLE);
      }
    }
    return new Doubt(commands, owner, from, since);
  }

  /// Answers what the log says, now that the world has been taken over again.
  void settle(History history) throws LogUnavailable {
    if (releases.isEmpty()) {
      return;
    }
    boolean landed = history.wrote(owner, from);
    for (Turn.Release release : releases) {
      if (landed) {
        release.release();
      } else {
        release.mail().refuse(Refusal.Reason.UNAVAILABLE);
      }
    }
  }

  /// What is left of it at a later moment: nothing once callers have waited too long.
  Doubt after(Instant now) {
    if (releases.isEmpty() || now.isBefore(since.plus(WAIT_MAX))) {
      return this;
    }
    giveUp();
    return NONE;
  }

  /// Nobody will know any more: whoever asked is told so.
  void giveUp() {
    for (Turn.Release release : releases) {
      if (release.mail() instanceof Mail.Ask ask) {
        ask.reply().complete(new Outcome.Unknown());
      } else {
        release.mail().refuse(Refusal.Reason.UNAVAILABLE);
      }
    }
  }
}
