package drydock;

import drydock.log.LogUnavailable;
import drydock.projection.PostgresTables;
import drydock.projection.Rebuild;
import drydock.provider.tencent.Credentials;
import drydock.server.DatabaseUnavailable;
import drydock.server.Settings;
import drydock.server.Tether;
import drydock.server.WrongProfile;
import drydock.server.WrongSetting;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// The process: reads the settings, starts the server, or does what its command says.
public final class Main {

  private static final int EXIT_FAILED = 1;
  private static final int EXIT_WRONG_SETTING = 2;

  /// Builds the SQL tables anew from the log.
  private static final String REBUILD = "rebuild";

  /// What the process ends with once the server has stopped.
  private static volatile int exitCode;

  private Main() {}

  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    Tether.fasten();
    List<String> arguments = List.of(args);
    if (Settings.information(arguments).isPresent()) {
      System.out.println(Settings.information(arguments).get());
      return;
    }
    try {
      if (!arguments.isEmpty() && arguments.getFirst().equals(REBUILD)) {
        rebuild(Settings.read(arguments.subList(1, arguments.size()), System.getenv()));
      } else {
        serve(Settings.read(arguments, System.getenv()));
      }
    } catch (WrongSetting | WrongProfile | Credentials.Unusable wrong) {
      fail(wrong.getMessage(), EXIT_WRONG_SETTING);
    } catch (DatabaseUnavailable unavailable) {
      fail(unavailable.getMessage(), EXIT_FAILED);
    } catch (LogUnavailable | ExecutionException | TimeoutException failed) {
      fail("drydock could not start: " + failed.getCause(), EXIT_FAILED);
    } catch (InterruptedException interrupted) {
      fail("drydock was interrupted while it started", EXIT_FAILED);
    } catch (RuntimeException broken) {
      // Other threads are up by now, and would keep alive a process that serves nothing.
      broken.printStackTrace();
      fail("drydock could not start: " + broken, EXIT_FAILED);
    }
  }

  private static void serve(Settings settings)
      throws Credentials.Unusable,
          DatabaseUnavailable,
          LogUnavailable,
          InterruptedException,
          ExecutionException,
          TimeoutException {
    Credentials credentials =
        settings.access().credentials().isPresent()
            ? Credentials.of(Credentials.read(settings.access().credentials().get()))
            : Credentials.of(List.of(Credentials.development()));
    var server = new Server(settings, credentials);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "shutdown"));
    System.out.println("drydock ready " + server.listen());
  }

  /// What SIGTERM asks for. The process then ends with 0, as one that was asked to and did; left to
  /// itself the machine would end it with 143.
  private static void stop(Server server) {
    server.close();
    Runtime.getRuntime().halt(exitCode);
  }

  private static void rebuild(Settings settings) throws DatabaseUnavailable, LogUnavailable {
    try (Backing backing = Backing.open(settings.storage())) {
      new Rebuild(backing.storage(), backing.tables(), System.out)
          .run(backing.storage().worlds().open(Backing.MAIN_WORLD), PostgresTables.NAMES);
    }
  }

  private static void fail(@Nullable String line, int code) {
    System.err.println(line);
    exitCode = code;
    System.exit(code);
  }
}
