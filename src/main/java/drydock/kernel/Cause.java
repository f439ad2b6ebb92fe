package drydock.kernel;

import java.util.SortedMap;

/// Why an event happened.
public sealed interface Cause {

  /// An accepted command, told by the first event that it led to. Secrets are left out of the
  /// parameters.
  record Command(String action, String account, SortedMap<String, String> parameters)
      implements Cause {}

  /// What else came of a command at the same moment; `position` is that of the command's first
  /// event.
  record Consequence(long position) implements Cause {}

  /// A fault that was asked for struck; `id` is that of the fault.
  record Fault(String id) implements Cause {}

  /// Time passed and something fell due.
  record Time() implements Cause {}
}
