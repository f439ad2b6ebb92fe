package drydock.machine;

import drydock.profile.Release;

/// Why an image cannot be pulled, in the words of who pulls it: up to 1.10 dockerd (Docker 17 and
/// 18, distribution), and since containerd (1.7, its resolver of remotes), which names images in
/// full.
enum PullError {
  NOT_FOUND,
  REGISTRY_SILENT;

  private static final String PUBLIC = "docker.io";

  /// An image by its registry's host, its name there, and the rest: `:1.0` or `@sha256:…`.
  private record Name(String host, String path, String rest) {

    /// As Docker completes names (distribution/reference).
    static Name of(String image) {
      int slash = image.indexOf('/');
      String first = slash < 0 ? "" : image.substring(0, slash);
      boolean named = first.contains(".") || first.contains(":") || first.equals("localhost");
      String host = named ? first : PUBLIC;
      String path = named ? image.substring(slash + 1) : slash < 0 ? "library/" + image : image;
      String[] parts = path.split("(?=[:@])", 2);
      return new Name(host, parts[0], parts.length < 2 ? ":latest" : parts[1]);
    }

    /// The public registry answers elsewhere than it is called.
    String registry() {
      return host.equals(PUBLIC) ? "registry-1.docker.io" : host;
    }

    String manifest() {
      int digest = rest.indexOf('@');
      String version = rest.substring(Math.max(digest, 0) + 1);
      return "https://%s/v2/%s/manifests/%s".formatted(registry(), path, version);
    }

    @Override
    public String toString() {
      return host + "/" + path + rest;
    }
  }

  /// What the kubelet says of it, as its event has it.
  String text(String image, Release release) {
    Name name = Name.of(image);
    String error =
        release == Release.MODERN
            ? containerd(name)
            : "code = Unknown desc = Error response from daemon: " + dockerd(image, name);
    return "Failed to pull image \"%s\": rpc error: %s".formatted(image, error);
  }

  private String dockerd(String image, Name name) {
    return switch (this) {
      case NOT_FOUND ->
          "manifest for " + (image.endsWith(name.rest) ? image : image + name.rest) + " not found";
      case REGISTRY_SILENT ->
          "Get https://"
              + name.registry()
              + "/v2/: net/http: request canceled while waiting for connection (Client.Timeout"
              + " exceeded while awaiting headers)";
    };
  }

  private String containerd(Name name) {
    String code = this == NOT_FOUND ? "NotFound" : "Unknown";
    String why =
        switch (this) {
          case NOT_FOUND -> name + ": not found";
          case REGISTRY_SILENT ->
              "failed to do request: Head \"%s\": net/http: TLS handshake timeout"
                  .formatted(name.manifest());
        };
    return "code = %s desc = failed to pull and unpack image \"%s\": failed to resolve reference \"%s\": %s"
        .formatted(code, name, name, why);
  }
}
