package drydock.kernel;

/// Something a client asks a world to do. A world answers with a [Decision].
public interface Command {}
