package drydock.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import drydock.engine.WorldLoop;
import drydock.fault.FaultCommand;
import drydock.fault.FaultEvent;
import drydock.kernel.Cause;
import drydock.kernel.Event;
import drydock.kernel.Rejection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The faults of a world: which there are, starting one, ending one.
final class FaultControl {

  private static final String ACCOUNT = "sandbox";

  private final WorldLoop loop;

  /// A fault that was ended.
  record Ended(String id, String state) {}

  FaultControl(WorldLoop loop) {
    this.loop = loop;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/sandbox/faults", List.of(), this::list),
        Endpoint.post("/sandbox/faults", this::start),
        Endpoint.delete("/sandbox/faults/:fault", this::end));
  }

  private void list(Request request, Reply reply) throws InterruptedException {
    reply.json(Answers.await(loop.look(sight -> FaultView.Listing.of(sight.world()))));
  }

  private void start(Request request, Reply reply) throws Refused, InterruptedException {
    Fields fields = request.fields();
    FaultCommand.Start order = FaultOrder.read(fields);
    SortedMap<String, String> parameters = new TreeMap<>();
    fields
        .members()
        .properties()
        .forEach(each -> parameters.put(each.getKey(), shown(each.getValue())));
    for (Event event : ask(order, new Cause.Command("StartFault", ACCOUNT, parameters))) {
      if (event instanceof FaultEvent.Started(var fault)) {
        reply.json(FaultView.of(fault, null));
      }
    }
  }

  private static String shown(JsonNode value) {
    return value.isTextual() ? value.textValue() : value.toString();
  }

  private void end(Request request, Reply reply) throws Refused, InterruptedException {
    String id = request.path("fault");
    SortedMap<String, String> parameters = new TreeMap<>();
    parameters.put("id", id);
    ask(new FaultCommand.End(id), new Cause.Command("EndFault", ACCOUNT, parameters));
    reply.json(new Ended(id, "ended"));
  }

  private List<Event> ask(FaultCommand command, Cause.Command cause)
      throws Refused, InterruptedException {
    return Answers.accepted(
        Answers.await(loop.ask(command, cause)),
        FaultControl::refusal,
        "whether the fault was started or ended is not known");
  }

  private static Problem refusal(Rejection rejection) {
    if (rejection.reason() == Rejection.Reason.FAULT_NOT_FOUND) {
      return Problem.of(Problem.Kind.NOT_FOUND, rejection.detail());
    }
    return rejection.reason() == Rejection.Reason.INVALID
        ? new Problem(Problem.Kind.INVALID, rejection.detail(), "start", null)
        : Problem.of(Problem.Kind.REFUSED, rejection.detail());
  }
}
