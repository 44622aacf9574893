package mailtls.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import mailtls.machine.Parsed;
import mailtls.wire.Line;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SmtpSyntaxProperties {

    @Property
    void aPrintedCommandIsReadAsTheSame(@ForAll("commands") SmtpCommand command) {
        assertEquals(command, read(command.line()));
    }

    @Property
    void theCaseOfTheVerbDoesNotMatter(@ForAll("commands") SmtpCommand command) {
        String line = command.line();
        int verb = command.name().length();
        assertEquals(command, read(line.substring(0, verb).toLowerCase(java.util.Locale.ROOT) + line.substring(verb)));
    }

    @Property
    void spaceAtTheEndIsPutUpWith(@ForAll("commands") SmtpCommand command) {
        assertEquals(command, read(command.line() + " \t"));
    }

    @Property
    void anAddressThatIsReadIsPrintedTheSame(@ForAll("paths") Path path) {
        String printed = path.toString();
        assertEquals(Optional.of(path), Path.parse(printed.substring(1, printed.length() - 1)));
    }

    /** Long repetitions cost neither stack nor patience. */
    @Property(tries = 50)
    void aLongLineIsReadAsAnyOther(@ForAll("grains") String grain) {
        String line = "MAIL FROM:<" + grain.repeat(12_000 / grain.length());
        assertTrue(SmtpSyntax.parse(new Line(line)) instanceof Parsed.Malformed);
        assertTrue(SmtpSyntax.parse(new Line(line + "> " + grain.repeat(1000))) instanceof Parsed.Malformed);
        assertTrue(SmtpSyntax.parse(new Line("EHLO " + grain.repeat(5000))) instanceof Parsed.Malformed);
    }

    private static SmtpCommand read(String line) {
        return (SmtpCommand) ((Parsed.Whole) SmtpSyntax.parse(new Line(line))).command();
    }

    @Provide
    Arbitrary<String> grains() {
        return Arbitraries.of(
                "a", "a.", "a@", "\\a", "\"", "\"\\\"", ".", "-", "A=1 ", "[", "\u00c3\u00bc", "\u00ff", "<", "@a,");
    }

    @Provide
    Arbitrary<SmtpCommand> commands() {
        return Arbitraries.oneOf(
                domains().map(SmtpCommand.Ehlo::new),
                domains().map(SmtpCommand.Helo::new),
                Combinators.combine(senders(), parameters()).as(SmtpCommand.Mail::new),
                Combinators.combine(recipients(), parameters()).as(SmtpCommand.Rcpt::new),
                responses().optional().map(response -> new SmtpCommand.Auth("SCRAM-SHA-256", response)),
                responses().map(response -> new SmtpCommand.AuthWithPassword("PLAIN", response)),
                Arbitraries.longs().between(0, 999_999).map(size -> new SmtpCommand.Bdat(size, Optional.empty())),
                Arbitraries.longs().between(0, 999_999).map(size -> new SmtpCommand.BdatLast(size, Optional.empty())),
                words().map(SmtpCommand.Vrfy::new),
                words().map(SmtpCommand.Expn::new),
                Arbitraries.of(
                        new SmtpCommand.StartTls(),
                        new SmtpCommand.AuthPlaintext("LOGIN"),
                        new SmtpCommand.Data(),
                        new SmtpCommand.Rset(),
                        new SmtpCommand.Help(),
                        new SmtpCommand.Noop(),
                        new SmtpCommand.Quit()));
    }

    @Provide
    Arbitrary<Path> paths() {
        return Arbitraries.oneOf(senders(), recipients());
    }

    private static Arbitrary<Path> senders() {
        return Arbitraries.oneOf(mailboxes(), Arbitraries.just(Path.NULL));
    }

    private static Arbitrary<Path> recipients() {
        return Arbitraries.oneOf(mailboxes(), Arbitraries.just(new Path("postmaster", Optional.empty())));
    }

    private static Arbitrary<Path> mailboxes() {
        return Combinators.combine(localParts(), domains()).as((local, domain) -> new Path(local, Optional.of(domain)));
    }

    private static Arbitrary<String> localParts() {
        Arbitrary<String> quoted = Arbitraries.of("a", " ", ">", "@", "\\\"", "\\\\", "<", "..")
                .list()
                .ofMaxSize(8)
                .map(parts -> "\"" + String.join("", parts) + "\"");
        return Arbitraries.oneOf(
                words(), words().map(word -> word + "." + word), quoted, Arbitraries.of("\u00c3\u00bc", "o'x+y=z"));
    }

    private static Arbitrary<Domain> domains() {
        return Arbitraries.oneOf(
                words().map(word -> new Domain(word + ".example")),
                Arbitraries.of(
                        new Domain("[192.0.2.1]"),
                        new Domain("[IPv6:2001:db8::1]"),
                        new Domain("xn--bcher-kva.example")));
    }

    private static Arbitrary<Parameters> parameters() {
        return Arbitraries.maps(
                        words().map(word -> word.toUpperCase(java.util.Locale.ROOT)),
                        Arbitraries.of("", "1", "<>", "a;b"))
                .ofMaxSize(3)
                .map(values -> new Parameters(new LinkedHashMap<>(Map.copyOf(values))));
    }

    private static Arbitrary<String> responses() {
        return Arbitraries.of("=", "AGEAYg==", "not-base64");
    }

    private static Arbitrary<String> words() {
        return Arbitraries.strings().alpha().numeric().ofMinLength(1).ofMaxLength(12);
    }
}
