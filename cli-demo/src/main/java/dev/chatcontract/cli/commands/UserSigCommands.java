package dev.chatcontract.cli.commands;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.cli.commands.CommandIndex.Entry;
import dev.chatcontract.cli.output.CommandFailure;
import dev.chatcontract.cli.output.ExitCode;
import dev.chatcontract.cli.output.TerminalJson;
import dev.chatcontract.cli.settings.Call;
import dev.chatcontract.cli.settings.Options;
import dev.chatcontract.cli.settings.Settings;
import dev.chatcontract.runtime.text.InertText;
import dev.chatcontract.signer.Inspection;
import dev.chatcontract.signer.Malformed;
import dev.chatcontract.signer.SigningKey;
import dev.chatcontract.signer.UserBuf;
import dev.chatcontract.signer.UserSig;
import dev.chatcontract.signer.UserSigClaims;
import dev.chatcontract.signer.UserSigVerifier;
import dev.chatcontract.signer.Verification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Commands that generate, inspect and verify UserSigs. */
final class UserSigCommands {
  private static final String EXPIRE = "--expire";
  private static final String TIME = "--time";
  private static final String USERBUF = "--userbuf";

  /** The default of the vendor's own libraries: 180 days. */
  private static final long DEFAULT_EXPIRE = 180L * 24 * 60 * 60;

  private static final long MAX_SECONDS = 253_402_300_799L; // the year 9999

  private UserSigCommands() {}

  static Command group() {
    return new CommandGroup(
        List.of(
            Entry.member("generate", "Generate a UserSig and print nothing else", Generate::new),
            Entry.member("inspect", "Show what a UserSig contains, without the key", Inspect::new),
            Entry.member("verify", "Check a UserSig with the key", Verify::new)));
  }

  private static final class Generate implements Command {
    @Override
    public void describe(CommandSpec spec) {
      spec.addOption(Options.value(Options.SDKAPPID, "N", "the app").build());
      spec.addOption(Options.value(Options.IDENTIFIER, "ID", "the account it is for").build());
      spec.addOption(
          Options.value(EXPIRE, "S", "seconds it is valid (default: " + DEFAULT_EXPIRE + ")")
              .build());
      spec.addOption(
          Options.value(TIME, "S", "seconds since 1970 when it begins (default: now)").build());
      spec.addOption(Options.value(USERBUF, "HEX", "the userbuf as hexadecimal digits").build());
      keyOptions().forEach(spec::addOption);
    }

    @Override
    public int run(Call call) {
      Settings settings = Settings.of(call);
      long expire = call.number(EXPIRE, DEFAULT_EXPIRE, 1, MAX_SECONDS);
      long time = call.number(TIME, Clock.systemUTC().instant().getEpochSecond(), 0, MAX_SECONDS);
      UserSigClaims claims;
      try {
        claims = UserSigClaims.of(settings.sdkAppId(), settings.identifier(), time, expire);
      } catch (IllegalArgumentException e) {
        throw CommandFailure.usage(String.valueOf(e.getMessage()), e);
      }
      String hex = call.text(USERBUF);
      if (hex != null) {
        try {
          claims = claims.withUserBuf(UserBuf.of(HexFormat.of().parseHex(hex)));
        } catch (IllegalArgumentException e) {
          throw CommandFailure.usage(USERBUF + ": pairs of hexadecimal digits are expected", e);
        }
      }
      try (SigningKey key = key(settings)) {
        call.terminal().out().println(UserSig.generate(key, claims));
      }
      return ExitCode.OK;
    }
  }

  private static final class Inspect implements Command {
    @Override
    public void describe(CommandSpec spec) {
      spec.addPositional(argument());
      spec.addOption(Options.output());
      spec.addOption(Options.query());
    }

    @Override
    public int run(Call call) {
      Inspection inspection = UserSig.inspect(text(call));
      if (inspection instanceof Malformed malformed) {
        throw malformed(malformed);
      }
      Inspection.Stated stated = (Inspection.Stated) inspection;
      show(call, stated.claims(), "not checked, which needs the key: usersig verify");
      return ExitCode.OK;
    }
  }

  private static final class Verify implements Command {
    @Override
    public void describe(CommandSpec spec) {
      spec.addPositional(argument());
      spec.addOption(Options.value(Options.SDKAPPID, "N", "the app it must be for").build());
      spec.addOption(
          Options.value(Options.IDENTIFIER, "ID", "the account it must be for (default: any)")
              .build());
      spec.addOption(
          Options.value(TIME, "S", "seconds since 1970 at which to judge (default: now)").build());
      keyOptions().forEach(spec::addOption);
      spec.addOption(Options.output());
      spec.addOption(Options.query());
    }

    @Override
    public int run(Call call) {
      String text = text(call);
      Settings settings = Settings.of(call);
      long time = call.number(TIME, -1, 0, MAX_SECONDS);
      Clock clock =
          time < 0 ? Clock.systemUTC() : Clock.fixed(Instant.ofEpochSecond(time), ZoneOffset.UTC);
      Verification result;
      try (SigningKey key = key(settings)) {
        // The account of the settings is the one that signs calls; here, only the option restricts.
        result =
            UserSigVerifier.of(settings.sdkAppId(), key)
                .withClock(clock)
                .verify(text, call.text(Options.IDENTIFIER));
      }
      if (result instanceof Malformed malformed) {
        throw malformed(malformed);
      }
      if (result instanceof Verification.Ok ok) {
        show(call, ok.claims(), "good");
        return ExitCode.OK;
      }
      throw CommandFailure.of(ExitCode.FINDING, "the UserSig is refused: " + reason(result));
    }
  }

  private static String reason(Verification result) {
    if (result instanceof Verification.Expired expired) {
      return "expired at " + instant(expired.claims().expiresAt());
    }
    if (result instanceof Verification.NotYetValid early) {
      return "not valid before " + instant(early.claims().issuedAt());
    }
    if (result instanceof Verification.OtherApp app) {
      return "made for the app " + app.claims().appId();
    }
    if (result instanceof Verification.OtherIdentifier other) {
      return "made for the account " + InertText.line(other.claims().identifier());
    }
    return "not signed with this key, or altered since";
  }

  private static CommandFailure malformed(Malformed malformed) {
    return CommandFailure.of(
        ExitCode.FINDING, "no UserSig (" + malformed.fault() + "): " + malformed.detail());
  }

  private static void show(Call call, UserSigClaims claims, String signature) {
    ObjectNode shown = TerminalJson.NODES.objectNode();
    shown.put("sdkappid", claims.appId());
    shown.put("identifier", claims.identifier());
    shown.put("issued", instant(claims.issuedAt()));
    shown.put("expires", instant(claims.expiresAt()));
    shown.put("seconds", claims.validFor());
    long now = Clock.systemUTC().instant().getEpochSecond();
    shown.put(
        "state",
        now > claims.expiresAt()
            ? "expired " + span(now - claims.expiresAt()) + " ago"
            : claims.issuedAt() > now
                ? "begins in " + span(claims.issuedAt() - now)
                : "holds for another " + span(claims.expiresAt() - now));
    UserBuf userBuf = claims.userBuf();
    if (userBuf != null) {
      shown.put("userbuf", userBuf.toString());
      userBuf
          .grant()
          .ifPresent(
              grant -> {
                shown.put("room", grant.roomName() == null ? "" + grant.room() : grant.roomName());
                shown.put("roomAccount", grant.account());
                shown.put("roomExpires", instant(grant.expiresAt()));
                shown.put("privileges", grant.privileges());
              });
    }
    shown.put("signature", signature);
    call.results(call.output()).document(shown);
  }

  private static String instant(long seconds) {
    return seconds + " (" + Instant.ofEpochSecond(seconds) + ")";
  }

  private static String span(long seconds) {
    if (seconds < 120) {
      return seconds + " s";
    }
    if (seconds < 2 * 3600) {
      return seconds / 60 + " min";
    }
    return seconds < 2 * 86_400 ? seconds / 3600 + " h" : seconds / 86_400 + " days";
  }

  private static SigningKey key(Settings settings) {
    byte[] secret = settings.secretKey();
    try {
      return SigningKey.of(secret);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()), e);
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  private static List<OptionSpec> keyOptions() {
    return List.of(
        Options.value(Options.SECRET_KEY_FILE, "FILE", "file that holds the secret key").build(),
        Options.value(Options.PROFILE, "NAME", "a section of the config file").build(),
        Options.value(Options.CONFIG, "FILE", "config file").build());
  }

  private static PositionalParamSpec argument() {
    return Options.argument(0, "USERSIG", false, "the UserSig, or - for stdin (default)");
  }

  /**
   * Reads the UserSig, also from stdin, where others cannot see it: it grants access to its holder.
   */
  private static String text(Call call) {
    @Nullable String given = call.argument(0);
    if (given != null && !"-".equals(given)) {
      return given;
    }
    try {
      byte[] bytes = call.terminal().in().readNBytes(1 << 20);
      return new String(bytes, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
