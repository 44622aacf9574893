package mailtls.conformance.mitm;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import mailtls.wire.Ascii;

/** What somebody on the way does. */
enum Attack {
    NONE("nothing: looks on"),
    STRIP("takes STARTTLS out of lists, and refuses it"),
    REFUSE("leaves STARTTLS in lists, and refuses it"),
    INJECT("puts a command behind the client's STARTTLS, in the same segment"),
    INJECT_REPLY("puts a reply behind the server's go-ahead, in the same segment"),
    EARLY_REPLY("answers STARTTLS before it is asked for, and never lets it through"),
    PREAUTH("makes the greeting of IMAP one that says PREAUTH"),
    TRUNCATE("cuts the connection off in the middle of what the server says over TLS"),
    OPOSSUM("joins a client with implicit TLS to a port with STARTTLS");

    private final String what;

    Attack(String what) {
        this.what = what;
    }

    /** Returns what it does, in words. */
    String what() {
        return what;
    }

    static Optional<Attack> named(String name) {
        return Arrays.stream(values())
                .filter(attack -> attack.toString().equals(Ascii.lower(name)))
                .findFirst();
    }

    static String names() {
        return Arrays.stream(values()).map(Attack::toString).collect(Collectors.joining(", "));
    }

    /** Returns its name as it is typed: {@code inject-reply}. */
    @Override
    public String toString() {
        return Ascii.lower(name()).replace('_', '-');
    }
}
