package drydock.provider.tencent;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// Lets a request in as the account that signed it.
public final class Gate {

  /// Whether requests must be signed. `OPEN` is for work on one machine: nothing is checked, and
  /// whoever does not name a known SecretId is the development account.
  public enum Auth {
    SIGNED,
    OPEN
  }

  sealed interface Entry {
    record Admitted(Account account) implements Entry {}

    record Refused(Envelope envelope) implements Entry {}
  }

  /// How far a request's Timestamp may be from the machine's clock, whatever a world's clock says.
  static final Duration WINDOW = Duration.ofHours(2);

  private final Credentials credentials;
  private final Auth auth;
  private final Replay replay;
  private final InstantSource clock;

  public Gate(Credentials credentials, Auth auth, Replay replay, InstantSource clock) {
    this.credentials = credentials;
    this.auth = auth;
    this.replay = replay;
    this.clock = clock;
  }

  /// `likely` is the host that the request's action belongs to.
  Entry admit(ApiRequest request, Catalogue.Host likely) {
    Optional<Account> account = credentials.find(request.field("SecretId"));
    return switch (auth) {
      case OPEN -> new Entry.Admitted(account.orElseGet(Credentials::development));
      case SIGNED -> signed(request, account, likely);
    };
  }

  /// Whether an exact repeat of a request is refused. Without signatures there is nothing that
  /// tells a repeat from a request that happens to be the same.
  boolean remembers(boolean mutates) {
    return auth == Auth.SIGNED && replay.covers(mutates);
  }

  Replay replay() {
    return replay;
  }

  private Entry signed(ApiRequest request, Optional<Account> account, Catalogue.Host likely) {
    for (String name : new String[] {"Timestamp", "Nonce", "SecretId", "Signature"}) {
      if (request.field(name).isEmpty()) {
        return refused(ErrorCode.MISSING_PARAMETER, name + " is required");
      }
    }
    if (account.isEmpty()) {
      return refused(ErrorCode.AUTH_FAILURE, "Authentication failed. SecretId does not exist");
    }
    if (!Signature.matches(request, account.get().secretKey(), likely)) {
      return refused(ErrorCode.AUTH_FAILURE, "Authentication failed. " + unmatched(request));
    }
    return timely(request, account.get());
  }

  private static String unmatched(ApiRequest request) {
    String outline = Signature.outline(request);
    return "The signature does not match"
        + (outline == null ? "" : "; what is to be signed is " + outline);
  }

  private Entry timely(ApiRequest request, Account account) {
    String timestamp = request.field("Timestamp");
    if (!timestamp.matches("[0-9]{1,18}")) {
      String words =
          "Timestamp is " + Values.shortened(timestamp) + "; allowed is a UNIX time in seconds";
      return refused(ErrorCode.INVALID_PARAMETER, words);
    }
    long now = clock.instant().getEpochSecond();
    if (Math.abs(now - Long.parseLong(timestamp)) > WINDOW.toSeconds()) {
      return refused(ErrorCode.REPLAY_ATTACK, replayed(now));
    }
    return new Entry.Admitted(account);
  }

  /// The real service's words for a Timestamp out of the window and for a repeated request.
  String replayed() {
    return replayed(clock.instant().getEpochSecond());
  }

  private static String replayed(long now) {
    return "请求被拒绝，请求重复, 请注意 Nonce 参数两次请求不能重复, Timestamp 与腾讯服务器相差不能超过 2 小时, 腾讯服务器 Timestamp = "
        + now;
  }

  private static Entry refused(ErrorCode code, String text) {
    return new Entry.Refused(Envelope.failure(code, code.message(text)));
  }
}
