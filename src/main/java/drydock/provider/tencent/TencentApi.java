package drydock.provider.tencent;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The API as HTTP sees it: decodes a request, finds who signed it, turns away repeats, binds its
/// parameters, calls the action and wraps what it says. Every answer has HTTP status 200, since
/// clients take others for a broken network.
public final class TencentApi {
  /// Where all actions are.
  public static final String PATH = ApiRequest.PATH;

  private final Gate gate;
  private final Map<String, Action> actions = new TreeMap<>();
  private final Tally tally;
  private final Exchange.Patience patience;

  /// @param actions those that are built; each must be in the [Catalogue]
  public TencentApi(Gate gate, Collection<? extends Action> actions, Tally tally) {
    this(gate, actions, tally, Exchange.Patience.USUAL);
  }

  TencentApi(
      Gate gate, Collection<? extends Action> actions, Tally tally, Exchange.Patience patience) {
    this.gate = gate;
    this.tally = tally;
    this.patience = patience;
    for (Action action : actions) {
      String name = action.name();
      boolean listed =
          Catalogue.named(name).filter(listing -> listing.action().equals(name)).isPresent();
      if (!listed || this.actions.put(name, action) != null) {
        throw new IllegalArgumentException(
            name + (listed ? " is built twice" : " is not in the catalogue"));
      }
    }
  }

  /// Takes over the API's path. It reads bodies itself, so no body handler may come before it.
  public void mount(Router router) {
    router.route(ApiRequest.PATH).handler(this::receive);
  }

  /// Whether an action of the catalogue is built.
  public boolean has(Catalogue.Listing listing) {
    return actions.containsKey(listing.action());
  }

  /// The actions that are built, by name.
  public List<Action> actions() {
    return List.copyOf(actions.values());
  }

  private void receive(RoutingContext routing) {
    Exchange exchange = new Exchange(routing, tally);
    if (!exchange.isGet() && !exchange.isPost()) {
      exchange.answer(Exchange.refused("the method must be GET or POST"));
      return;
    }
    if (exchange.isFromAnotherSite()) {
      exchange.answer(failure(ErrorCode.FORBIDDEN, "Web pages of other sites must not call this"));
      return;
    }
    ApiRequest.Method method = exchange.isGet() ? ApiRequest.Method.GET : ApiRequest.Method.POST;
    exchange.receive(
        patience,
        decoded -> {
          try {
            switch (decoded) {
              case Decoded.Broken(String why) -> exchange.answer(Exchange.refused(why));
              case Decoded.Fields(var fields) ->
                  serve(exchange, new ApiRequest(method, exchange.host(), fields));
            }
          } catch (RuntimeException | StackOverflowError e) {
            // A regular expression can recurse as deep as a text is long.
            Failures.log("A request could not be read", e);
            exchange.answer(Failures.envelope());
          }
        });
  }

  private void serve(Exchange exchange, ApiRequest request) {
    String name = request.field("Action");
    if (name.isEmpty()) {
      exchange.answer(missing("Action"));
      return;
    }
    Optional<Catalogue.Listing> listing = Catalogue.named(name);
    listing.ifPresent(known -> exchange.concerns(known.action()));
    Catalogue.Host likely = listing.map(Catalogue.Listing::host).orElse(Catalogue.Host.CCS);
    switch (gate.admit(request, likely)) {
      case Gate.Entry.Refused(Envelope envelope) -> exchange.answer(envelope);
      case Gate.Entry.Admitted(Account account) -> {
        Action action = listing.map(Catalogue.Listing::action).map(actions::get).orElse(null);
        if (listing.isEmpty() || action == null) {
          exchange.answer(notBuilt(name, listing.isPresent()));
        } else {
          bind(exchange, request, new Chosen(account, action, listing.get().mutates()));
        }
      }
    }
  }

  /// What a request asks for, and who asks.
  private record Chosen(Account account, Action action, boolean mutates) {}

  private void bind(Exchange exchange, ApiRequest request, Chosen chosen) {
    String given = request.field("Region");
    Optional<Region> region = given.isEmpty() ? Optional.of(Region.DEFAULT) : Region.named(given);
    if (region.isEmpty()) {
      exchange.answer(
          Exchange.refused(
              "Region is " + Values.shortened(given) + "; allowed is " + Region.allowed()));
      return;
    }
    switch (chosen.action().parameters().bind(request.fields())) {
      case Parameters.Bound.Refused(List<Violation> violations) ->
          exchange.answer(refused(chosen.action().returns().badParameter(), violations));
      case Parameters.Bound.Accepted(Arguments arguments) -> {
        Replay.Mark mark = gate.remembers(chosen.mutates()) ? Replay.Mark.of(request) : null;
        if (mark != null && !gate.replay().begin(mark)) {
          exchange.answer(Envelope.failure(ErrorCode.REPLAY_ATTACK, gate.replayed()));
        } else {
          Call call = new Call(chosen.action().name(), chosen.account(), region.get(), arguments);
          String what = call.action() + " of account " + call.account().name();
          perform(chosen.action(), call, new Attempt(exchange, what, mark));
        }
      }
    }
  }

  /// A call under way: what it is called in the log, and how it is remembered, if it is.
  private record Attempt(Exchange exchange, String what, Replay.@Nullable Mark mark) {}

  private void perform(Action action, Call call, Attempt attempt) {
    CompletionStage<Answer> stage;
    try {
      stage =
          action
              .call(call)
              .thenApply(answer -> {
                assert action.returns().hold(answer) : action.name() + " answers " + answer;
                return answer;
              });
    } catch (RuntimeException e) {
      failed(attempt, "failed", e);
      return;
    }
    Exchange exchange = attempt.exchange();
    stage.whenComplete((answer, failure) -> exchange.later(() -> finish(attempt, answer, failure)));
    exchange.unlessAnswered(
        patience.answer(), () -> failed(attempt, "was not answered in time", new Exception()));
  }

  private void finish(Attempt attempt, @Nullable Answer answer, @Nullable Throwable failure) {
    if (answer == null) {
      failed(attempt, "failed", failure == null ? new NullPointerException() : failure);
      return;
    }
    Envelope envelope = envelope(answer);
    if (attempt.mark() != null && changedNothing(envelope.code())) {
      gate.replay().forget(attempt.mark());
    }
    attempt.exchange().answer(envelope);
  }

  // After an internal error it is not known, so a repeat of the request stays refused.
  private static boolean changedNothing(ErrorCode code) {
    return code != ErrorCode.SUCCESS && code != ErrorCode.INTERNAL_ERROR;
  }

  private static void failed(Attempt attempt, String how, Throwable failure) {
    Failures.log(attempt.what() + " " + how, failure);
    attempt.exchange().answer(Failures.envelope());
  }

  private static Envelope envelope(Answer answer) {
    return switch (answer) {
      case Answer.Data(Object data) -> Envelope.success(new Envelope.Content.Data(data));
      case Answer.NullData() -> Envelope.success(new Envelope.Content.Data(null));
      case Answer.NoData() -> Envelope.success(new Envelope.Content.Nothing());
      case Answer.TopLevel(Object fields) -> Envelope.success(new Envelope.Content.Fields(fields));
      case Answer.Refused(var rejection) ->
          failure(ErrorCode.of(rejection.reason()), rejection.detail());
      case Answer.Failed(ErrorCode code, String message) -> failure(code, message);
      case Answer.Unavailable() ->
          failure(
              ErrorCode.ACTION_UNAVAILABLE,
              "The service is not available now; nothing was changed");
      case Answer.Busy() ->
          failure(ErrorCode.CONCURRENCY_EXCEEDED, "Too many requests at once; nothing was changed");
    };
  }

  private static Envelope failure(ErrorCode code, String text) {
    return Envelope.failure(code, code.message(text));
  }

  private static Envelope missing(String name) {
    return failure(ErrorCode.MISSING_PARAMETER, name + " is required");
  }

  private static Envelope refused(Returns.BadParameter codes, List<Violation> violations) {
    String words = violations.stream().map(Violation::words).collect(Collectors.joining("; "));
    return failure(codes.of(violations.getFirst().code()), words);
  }

  private static Envelope notBuilt(String name, boolean listed) {
    String words = listed ? " is not implemented yet" : " is not an action of this API";
    return failure(ErrorCode.ACTION_NOT_FOUND, Values.shortened(name) + words);
  }
}
