package drydock.sandbox;

import drydock.engine.WorldLoop;
import drydock.kernel.Cause;
import drydock.kernel.Event;
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
    List<Event> events =
        Answers.accepted(
            Answers.await(loop.ask(new RegistryCommand.Push(image), cause)),
            RegistryControl::refusal,
            "whether the image was pushed is not known");
    reply.json(
        events.stream()
            .filter(RegistryEvent.TagPushed.class::isInstance)
            .map(event -> pushed(image, (RegistryEvent.TagPushed) event))
            .findFirst()
            .orElseThrow());
  }

  private static Pushed pushed(ImageName image, RegistryEvent.TagPushed event) {
    return new Pushed(
        image.toString(), event.manifest().digest(), event.manifest().bytes(), event.triggers());
  }

  private static Problem refusal(Rejection rejection) {
    return new Problem(Problem.Kind.REFUSED, "image: " + rejection.detail(), "image", IMAGE);
  }
}
