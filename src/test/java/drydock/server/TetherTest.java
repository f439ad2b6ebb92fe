package drydock.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class TetherTest {

  @Test
  void aTetheredProcessEndsWithItsParentHoweverThatEnds() throws Exception {
    ProcessHandle child = orphan();
    child.onExit().get(20, SECONDS);
    assertFalse(child.isAlive());
  }

  /// A process whose parent was killed once it had begun to wait.
  private static ProcessHandle orphan() throws IOException {
    Process parent = java(Parent.class).start();
    try (var told = parent.inputReader()) {
      long child = Long.parseLong(told.readLine());
      told.readLine();
      parent.destroyForcibly();
      return ProcessHandle.of(child).orElseThrow();
    }
  }

  private static ProcessBuilder java(Class<?> main) {
    String java = ProcessHandle.current().info().command().orElseThrow();
    String classes = System.getProperty("java.class.path");
    String flag = "-Ddrydock.tethered=true";
    return new ProcessBuilder(java, "-cp", classes, flag, main.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT);
  }

  /// Starts a child, says its process id and then what the child says.
  static final class Parent {
    private Parent() {}

    public static void main(String[] args) throws IOException, InterruptedException {
      Process child = java(Child.class).start();
      System.out.println(child.pid());
      System.out.println(child.inputReader().readLine());
      child.waitFor();
    }
  }

  static final class Child {
    private Child() {}

    public static void main(String[] args) throws InterruptedException {
      Tether.fasten();
      System.out.println("waiting");
      new CountDownLatch(1).await();
    }
  }
}
