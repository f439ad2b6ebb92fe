package drydock.kernel;

/// Why a command was refused: a stable name, which each provider translates to its own code, and a
/// sentence for people that names what is wrong and what is allowed.
public record Rejection(Reason reason, String detail) {

  public enum Reason {
    /// A value that no world would accept, or that this world's catalogue does not hold.
    INVALID,
    QUOTA_EXCEEDED,
    CLUSTER_NOT_FOUND,
    /// The cluster is in a status that does not allow the command.
    CLUSTER_NOT_READY,
    /// Another operation of the same kind is still under way on the cluster.
    PROCESS_RUNNING,
    /// A block of addresses overlaps that of the network it would be in.
    CIDR_CONFLICT_NETWORK,
    /// A block of addresses overlaps that of a cluster in the same network.
    CIDR_CONFLICT,
    ZONE_NOT_FOUND,
    NODE_NOT_FOUND,
    NAMESPACE_NOT_FOUND,
    NAMESPACE_EXISTS,
    /// The namespace is being deleted.
    NAMESPACE_TERMINATING,
    SERVICE_NOT_FOUND,
    SERVICE_EXISTS,
    /// The service is in a state that does not allow the command.
    SERVICE_STATE,
    /// There is no earlier configuration to go back to.
    NOTHING_TO_ROLL_BACK,
    CONFIGURATION_NOT_FOUND,
    /// A configuration of that name is there already, or a version of it.
    CONFIGURATION_EXISTS,
    TASK_NOT_FOUND,
    REGISTRY_NAMESPACE_NOT_FOUND,
    REGISTRY_NAMESPACE_EXISTS,
    /// The namespace still has repositories.
    REGISTRY_NAMESPACE_IN_USE,
    REPOSITORY_NOT_FOUND,
    REPOSITORY_EXISTS,
    IMAGE_NOT_FOUND,
    /// The repository keeps all its tags, so there is nothing to close.
    NO_RETENTION,
    TRIGGER_NOT_FOUND,
    TRIGGER_EXISTS,
    FAULT_NOT_FOUND
  }
}
