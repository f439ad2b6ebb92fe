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
    CIDR_CONFLICT,
    NODE_NOT_FOUND,
    NAMESPACE_NOT_FOUND,
    SERVICE_NOT_FOUND,
    SERVICE_EXISTS,
    /// The service is in a state that does not allow the command.
    SERVICE_STATE,
    /// There is no earlier configuration to go back to.
    NOTHING_TO_ROLL_BACK,
    CONFIGURATION_NOT_FOUND,
    /// A configuration of that name is there already, or a version of it.
    CONFIGURATION_EXISTS,
    TASK_NOT_FOUND
  }
}
