package mailtls.conformance.client;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import mailtls.conformance.peer.Transcript;
import mailtls.conformance.peer.Transcript.Direction;
import mailtls.conformance.peer.Transcript.Layer;
import mailtls.wire.Ascii;

/**
 * Words that nobody but the two ends may see: a name, a password, a word in a mail. Where one of them is found in clear, it has
 * leaked: as it is, in base64 whatever stands before it, quoted-printable, in hex, or as the digest that APOP makes of a password.
 */
final class Canaries {

    private static final Pattern TIMESTAMP = Pattern.compile("<[^<> ]+@[^<> ]+>");

    private final String password;
    private final Map<String, String> spellings = new LinkedHashMap<>();

    /**
     * Makes them.
     *
     * @param secrets what is secret, by what it is called
     * @param password the one that digests are made of
     */
    Canaries(Map<String, String> secrets, String password) {
        this.password = password;
        secrets.forEach((name, secret) -> {
            spellings.put(secret, "the " + name);
            base64(secret.getBytes(StandardCharsets.UTF_8), "the " + name + " in base64");
            base64(secret.getBytes(StandardCharsets.UTF_16LE), "the " + name + " in base64 of UTF-16");
            spellings.put(HexFormat.of().formatHex(Ascii.utf8(secret)), "the " + name + " in hex");
        });
    }

    /** What stands before it moves it by none, one or two octets; what is around it changes the first and the last character. */
    private void base64(byte[] secret, String name) {
        for (int before = 0; before < 3; before++) {
            byte[] moved = new byte[before + secret.length];
            System.arraycopy(secret, 0, moved, before, secret.length);
            String encoded = Base64.getEncoder().withoutPadding().encodeToString(moved);
            int from = before == 0 ? 0 : before + 1;
            int to = moved.length % 3 == 0 ? encoded.length() : encoded.length() - 1;
            spellings.put(encoded.substring(from, to), name);
        }
    }

    /** Returns what leaks where, if something does. */
    Optional<String> leakIn(Transcript transcript) {
        String seen = onTheWire(transcript, Direction.SENT);
        String unfolded = seen.replace("=\r\n", "").replace("\r\n", "");
        String hex = Ascii.lower(seen);
        Map<String, String> all = new LinkedHashMap<>(spellings);
        TIMESTAMP
                .matcher(onTheWire(transcript, Direction.RECEIVED))
                .results()
                .forEach(stamp -> all.put(md5(stamp.group() + password), "the digest of APOP"));
        return all.entrySet().stream()
                .filter(spelling -> seen.contains(spelling.getKey())
                        || unfolded.contains(spelling.getKey())
                        || hex.contains(spelling.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** A record is as visible as anything; what is in it is not. */
    private static String onTheWire(Transcript transcript, Direction direction) {
        return transcript.entries().stream()
                .filter(entry -> entry.direction() == direction && entry.layer() != Layer.TLS)
                .map(Transcript.Entry::octets)
                .collect(Collectors.joining());
    }

    private static String md5(String octets) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(Ascii.utf8(octets)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
