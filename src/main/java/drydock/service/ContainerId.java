package drydock.service;

import drydock.kernel.Dice;

/// The 64 hexadecimal digits that Docker gives a container, others at each restart.
public final class ContainerId {

  private static final String DIGITS = "0123456789abcdef";
  private static final int LENGTH = 64;

  private ContainerId() {}

  public static String of(Replica replica, Container container, long seed) {
    String who = replica.id() + " " + container.name();
    ContainerState state = replica.container(container.name());
    int restarts = state == null ? 0 : state.restarts();
    return new Dice(seed).letters("container.id", who, restarts, DIGITS, LENGTH);
  }
}
