package drydock.provider.tencent;

/// Told of every answer, for metrics. Called on event loops: must be quick.
@FunctionalInterface
public interface Tally {

  /// The action of a request that names none that is known.
  String UNKNOWN = "unknown";

  /// One answer.
  ///
  /// @param action the action's own spelling, or [#UNKNOWN]: never what a stranger sent
  /// @param nanos from the request's head to the answer
  void count(String action, int code, long nanos);
}
