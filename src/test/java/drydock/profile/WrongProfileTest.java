package drydock.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import drydock.server.ProfileFile;
import drydock.server.WrongProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A mistake in a profile is told in one line, with the file, the line in it, and what is allowed.
class WrongProfileTest {

  private @TempDir Path home;

  /// Each is laid over `realistic`, from the second line on; `⏎` ends a line.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          kubernets: modern | 2: kubernets is unknown; allowed: extends, kubernetes, timings, failures, rollout, quotas, nodes, nodeControl, nodeFailure, workload, catalogue, images
          kubernetes: 1.10.5 | 2: kubernetes is "1.10.5"; allowed: k8s-1.7, k8s-1.8, k8s-1.9, k8s-1.10, modern
          timings: {}⏎failures:⏎  nodeBoot: 1.5 | 4: failures.nodeBoot is 1.5; allowed: a number from 0 to 1
          timings:⏎  nodeBoot: {median: 5, sigma: -1, max: 9} | 3: timings.nodeBoot.sigma is -1; allowed: a number from 0 to 5
          timings:⏎  nodeBoot:⏎    median: 5⏎    sigma: 9⏎    max: 9 | 5: timings.nodeBoot.sigma is 9; allowed: a number from 0 to 5
          timings:⏎  nodeBoot: {median: 5} | 3: timings.nodeBoot.sigma is missing; timings.nodeBoot needs median, sigma, max
          timings:⏎  nodeBoot: soon | 3: timings.nodeBoot is "soon"; allowed: a number of seconds from 0 to 31536000, or {median, sigma, max}
          timings:⏎  nodeBoot: -3 | 3: timings.nodeBoot is -3; allowed: a number of seconds from 0 to 31536000, or {median, sigma, max}
          timings: | 2: timings is empty; allowed: masters, nodeBoot, nodeInstall, nodeJoin, nodeRemoval, imagePull, imageRecheck, containerStart, crowding, containerRestart, plegRelist, kubeletSync, appReady, termination, loadBalancer, loadBalancerBinding
          timings:⏎  imagePull:⏎    registryMegabytesPerSecond: -1 | 4: timings.imagePull.registryMegabytesPerSecond is -1; allowed: a number from 0 to 1000000
          timings:⏎  crowding: {empty: -1} | 3: timings.crowding.empty is -1; allowed: a number from 0 to 1000
          timings:⏎  crowding: 2 | 3: timings.crowding is 2; allowed: empty, full
          timings:⏎  loadBalancerBinding: long | 3: timings.loadBalancerBinding is "long"; allowed: a number of seconds from 0 to 31536000, or {median, sigma, max}
          failures: {sigtermIgnored: 5} | 2: failures.sigtermIgnored is 5; allowed: a number from 0 to 1
          timings:⏎  plegRelist: 60 | 3: timings.plegRelist is 60; allowed: a number from 0 to 10
          rollout: {maxSurge: 1.5} | 2: rollout.maxSurge is 1.5; allowed: a number of replicas, or a percentage like 25%
          rollout: {maxUnavailable: 101%} | 2: rollout.maxUnavailable is "101%"; allowed: a number of replicas, or a percentage up to 100%
          kubernetes: modern⏎rollout:⏎  maxSurge: 0⏎  maxUnavailable: 0 | 3: rollout is not right: maxUnavailable may not be 0 when maxSurge is 0
          catalogue:⏎  machines:⏎  - {id: a, name: a, state: GONE} | 4: catalogue.machines[0].state is "GONE"; allowed: RUNNING, SHUT_DOWN, FAULTY
          nodeControl:⏎  grace: 10 | 2: nodeControl is not right: grace must be longer than heartbeat
          images:⏎  - {service: web, pull: 3} | 3: images[0].service is "web"; allowed: namespace/name, where * stands for any characters
          images: nginx | 2: images is "nginx"; allowed: a list of entries with image, service, node or zone
          images:⏎  - {image: a}⏎  - {pull: 3} | 4: images[1] is a set of keys; allowed: an entry with image, service, node or zone
          images:⏎  - {zone: "9", pull: 3} | 3: images[0].zone is "9"; allowed: 100001, 100002, 100003, 100004, 200001, 200002, 200003, 200004, 300001, 300002, 400001, 800001, 800002, 800003, 800004, 900001
          images:⏎  - {zone: "100001", nodeBoot: 3, pull: 3} | 3: images[0].pull is no key here; allowed: node, zone, nodeBoot, nodeBootFailure, nodeJoin in an entry that speaks of machines
          images:⏎  - image: a⏎    exit: {after: 3, code: 256} | 4: images[0].exit.code is 256; allowed: a whole number from 0 to 255
          nodes:⏎  labels: {a: 5} | 3: nodes.labels.a is 5; allowed: a text that Kubernetes takes for the value of a label
          catalogue:⏎  keys: [""] | 3: catalogue.keys[0] is ""; allowed: a text of 1 to 64 characters
          catalogue:⏎  sizes:⏎  - {cpu: 4, memory: [8, 0]} | 4: catalogue.sizes[0].memory[1] is 0; allowed: a whole number from 1 to 65536
          catalogue:⏎  subnets:⏎  - {id: a, vpc: vpc-xxxx, zone: "9", cidr: 10.0.0.0/16} | 4: catalogue.subnets[0].zone is "9"; allowed: 1, 100001, 100002, 100003, 100004, 200001, 200002, 200003, 200004, 300001, 300002, 400001, 800001, 800002, 800003, 800004, 900001
          catalogue:⏎  vpcs:⏎  - {id: vpc-a, number: 1, cidr: 10.0.0.0/33, region: a} | 4: catalogue.vpcs[0].cidr is "10.0.0.0/33"; allowed: a block of addresses like 10.0.0.0/16
          timings: {nodeBoot: [} | 2: is no YAML: while parsing a flow node
          rollout: {}⏎rollout: {} | 3: is no YAML: Duplicate field 'rollout'
          """)
  void itsLineAndWhatIsAllowedAreTold(String lines, String told) throws IOException {
    assertEquals(told, refusal("extends: realistic\n" + lines.replace("⏎", "\n") + "\n"));
  }

  @Test
  void whoExtendsNobodyHasToSayEverything() throws IOException {
    assertEquals(
        "1: kubernetes is missing; the file needs kubernetes, timings, failures, rollout, quotas,"
            + " nodes, nodeControl, nodeFailure, workload, images",
        refusal("rollout: {maxSurge: 1, maxUnavailable: 1}\n"));
  }

  @Test
  void whoExtendsSomebodyHasToNameOneThatIs() throws IOException {
    assertEquals(
        "1: extends is \"leisurely\"; allowed: chaos, instant, large, realistic",
        refusal("extends: leisurely\n"));
  }

  @Test
  void aFileOfNothingIsNoProfile() throws IOException {
    assertEquals(
        "1: the file is empty; allowed: keys and their values", refusal("# Nothing but this.\n"));
  }

  /// What is wrong below is told where it is, and not in the profile that was asked for.
  @Test
  void aListThatIsReplacedHasToFitTheOthers() throws IOException {
    assertEquals(
        "sim/catalogue.yaml:34: vpcs",
        message("extends: realistic\ncatalogue: {vpcs: []}\n").replaceFirst("subnets.*", "vpcs"));
  }

  private String refusal(String profile) throws IOException {
    return message(profile).substring((home.resolve("my.yaml") + ":").length());
  }

  private String message(String profile) throws IOException {
    Path file = home.resolve("my.yaml");
    Files.writeString(file, profile);
    String message =
        assertThrows(WrongProfile.class, () -> ProfileFile.read(file.toString())).getMessage();
    return message == null ? "" : message;
  }
}
