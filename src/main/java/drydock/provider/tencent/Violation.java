package drydock.provider.tencent;

/// One thing wrong with a request's parameters. `path` is the parameter's full name as the client
/// numbered it (`containers.0.envs.0.name`); `words` are a sentence that names it, the offending
/// value and what is allowed, and never hold a secret.
public record Violation(String path, ErrorCode code, String words) {
  boolean missing() {
    return code == ErrorCode.MISSING_PARAMETER;
  }
}
