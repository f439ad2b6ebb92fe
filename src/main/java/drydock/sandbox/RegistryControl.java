package drydock.sandbox;

import drydock.engine.Outcome;
import drydock.engine.Refusal;
import drydock.engine.WorldLoop;
import drydock.kernel.Cause;
import drydock.kernel.Rejection;
import drydock.registry.ImageName;
import drydock.registry.RegistryCommand;
import drydock.registry.RegistryEvent;
import java.util.List;
import java.util.TreeMap;

/// The image registry from where builds come from: what `docker push` would do.
final class RegistryControl {

  private static final String IMAGE =
      "\"namespace/repository:tag\" in small letters, digits and . _ -, with or without "
          + ImageName.HOST
          + "/ in front";

  private final WorldLoop loop;

  /// An image that is there now, and the triggers that fired because of it.
  record Pushed(String image, String digest, long bytes, List<String> triggers) {}

  RegistryControl(WorldLoop loop) {
    this.loop = loop;
  }

  List<Endpoint> endpoints() {
    return List.of(Endpoint.post("/sandbox/registry/push", this::push));
  }

  private void push(Request request, Reply reply) throws Refused, InterruptedException {
    Fields fields = request.fields();
    fields.only("image");
    String asked = fields.text("image", IMAGE);
    String behindHost = ImageName.behindHost(asked);
    ImageName image = ImageName.read(behindHost == null ? asked : behindHost);
    if (image == null) {
      throw fields.refusal("image", IMAGE);
    }
    var parameters = new TreeMap<String, String>();
    parameters.put("image", image.toString());
    var cause = new Cause.Command("PushImage", "sandbox", parameters);
    reply.json(
        switch (Answers.await(loop.ask(new RegistryCommand.Push(image), cause))) {
          case Outcome.Accepted(var events) ->
              events.stream()
                  .filter(RegistryEvent.TagPushed.class::isInstance)
                  .map(event -> pushed(image, (RegistryEvent.TagPushed) event))
                  .findFirst()
                  .orElseThrow();
          case Outcome.Rejected(var rejection) -> throw refused(rejection);
          case Outcome.Busy() -> throw new Refused(Reply.problem(Refusal.Reason.BUSY));
          case Outcome.Unavailable() ->
              throw new Refused(Reply.problem(Refusal.Reason.UNAVAILABLE));
          case Outcome.Unknown() ->
              throw new Refused(
                  Problem.of(
                      Problem.Kind.UNAVAILABLE,
                      "the database went away; whether the image was pushed is not known"));
        });
  }

  private static Pushed pushed(ImageName image, RegistryEvent.TagPushed event) {
    return new Pushed(
        image.toString(), event.manifest().digest(), event.manifest().bytes(), event.triggers());
  }

  private static Refused refused(Rejection rejection) {
    return new Refused(
        new Problem(Problem.Kind.REFUSED, "image: " + rejection.detail(), "image", IMAGE));
  }
}
