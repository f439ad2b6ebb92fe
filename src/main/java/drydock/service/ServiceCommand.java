package drydock.service;

import drydock.kernel.Command;
import java.util.SortedMap;

/// What clients ask of services.
public sealed interface ServiceCommand extends Command {

  ServiceId service();

  record Create(ServiceId service, ServiceSpec spec) implements ServiceCommand {}

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
