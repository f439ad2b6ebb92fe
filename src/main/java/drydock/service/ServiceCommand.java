package drydock.service;

import drydock.kernel.Command;
import java.util.SortedMap;

/// What clients ask of services.
public sealed interface ServiceCommand extends Command {

  ServiceId service();

  record Create(ServiceId service, ServiceSpec spec) implements ServiceCommand {}

  /// Everything about the service anew, but its pods' labels: those stay as they are.
  record Modify(ServiceId service, ServiceSpec spec) implements ServiceCommand {}

  /// Another description; an empty one takes it away.
  record Describe(ServiceId service, String description) implements ServiceCommand {}

  /// Other labels of the service itself, in place of all that clients gave it.
  record Label(ServiceId service, SortedMap<String, String> labels) implements ServiceCommand {}

  /// The same configuration in fresh replicas, their images looked up again.
  record Redeploy(ServiceId service) implements ServiceCommand {}

  /// Other images for the containers named.
  record ChangeImages(ServiceId service, SortedMap<String, String> images)
      implements ServiceCommand {}

  /// Another image for the one container that the service has.
  record ChangeImage(ServiceId service, String image) implements ServiceCommand {}

  record Scale(ServiceId service, int replicas) implements ServiceCommand {}

  record Pause(ServiceId service) implements ServiceCommand {}

  record Resume(ServiceId service) implements ServiceCommand {}

  record RollBack(ServiceId service) implements ServiceCommand {}

  record Delete(ServiceId service) implements ServiceCommand {}
}
