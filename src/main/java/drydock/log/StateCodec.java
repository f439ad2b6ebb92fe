package drydock.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import drydock.world.WorldState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Writes the state of a world for a checkpoint, and reads it again.
public final class StateCodec {

  /// Changes whenever what is written does: a checkpoint of another format is passed over.
  public static final String FORMAT = "1";

  private static final JsonFactory JSON = new JsonFactory();
  private static final Shape<Object> SHAPE = EventTypes.all().shape(WorldState.class);

  private StateCodec() {}

  public static byte[] write(WorldState state) {
    var bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      SHAPE.write(state, out);
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory", impossible);
    }
    return bytes.toByteArray();
  }

  public static WorldState read(byte[] state) {
    try (JsonParser in = JSON.createParser(state)) {
      in.nextToken();
      return (WorldState) SHAPE.read(in);
    } catch (IOException broken) {
      throw new UncheckedIOException("a checkpoint cannot be read", broken);
    }
  }
}
