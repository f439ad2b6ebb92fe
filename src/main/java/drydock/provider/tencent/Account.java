package drydock.provider.tencent;

/// Who calls: found by the SecretId of a request. `world` is the id of the world that the account
/// belongs to; the main world's is [#MAIN_WORLD].
public record Account(String name, String world, String secretId, SecretKey secretKey) {
  public static final String MAIN_WORLD = "main";
}
