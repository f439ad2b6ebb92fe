package drydock.service;

import drydock.kernel.Command;
import java.util.List;

/// What clients ask of replicas.
public sealed interface ReplicaCommand extends Command {

  /// Replicas of a namespace, by their names, are to stop. Those that are not there, or stop
  /// already, are passed over.
  record Delete(String cluster, String namespace, List<String> names) implements ReplicaCommand {}
}
