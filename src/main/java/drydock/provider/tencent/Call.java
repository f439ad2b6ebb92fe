package drydock.provider.tencent;

import drydock.kernel.Cause;

/// An authenticated request whose arguments keep to the action's declaration.
public record Call(String action, Account account, Region region, Arguments arguments) {

  /// What the event log keeps of the request: secrets left out, nothing of the signature.
  public Cause.Command cause() {
    return new Cause.Command(action, account.name(), arguments.shown());
  }
}
