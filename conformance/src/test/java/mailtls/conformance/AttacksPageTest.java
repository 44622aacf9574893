package mailtls.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mailtls.conformance.cases.Cases;
import mailtls.conformance.cases.ClientCases;
import mailtls.conformance.spec.Attack;
import mailtls.conformance.spec.Attacks;
import mailtls.conformance.suite.Case;
import mailtls.machine.TableChecks;
import org.junit.jupiter.api.Test;

/** The page of the attacks is printed from what mailtls explain says, and what it says of our sources is true. */
class AttacksPageTest {

    private static final Attacks ATTACKS = Attacks.load();

    private static final String HEAD = """
            # The attacks

            What the requirements are good for: each kind of attack, or of fault, that the cases of
            [mailtls check](check.md) look for; how it works, what it gains, what was found in public, what stops it here,
            and what to do about it elsewhere. `mailtls explain ID` tells the same of one requirement or case. A test prints
            this page.
            """;

    private static final String FOOT = """
            ## What is not looked for

            Each of these would be worth a look; no case decides them, because a correct server could be blamed, or nothing would be seen.

            | | Why not |
            |---|---|
            | A line without end before STARTTLS | A server may cut it, answer to each part, drop it or close: nothing that it does would be wrong. Behind STARTTLS a line of 70,000 octets is tried. |
            | STARTTLS again, with octets behind it, after a handshake that has failed | It takes a server that goes on in clear then, and that is a failure already: `tls13.fatal-alert-close`. |
            | Guesses of passwords that begin anew after STARTTLS | No RFC says how many there may be, and to find out would shut somebody out. |
            | What a server says when its patience ends after the go-ahead, or over TLS when it is idle, is shut down, or has a limit exceeded | It takes minutes, or the server's operator; and where a limit lies is known to the operator alone. |
            | Many connections that wait in a handshake | How many there may be from one address is a matter of policy, and a server that refuses more does right. |
            | A ClientHello on a port that begins in clear, and requests of HTTP over TLS | Both are lines that no command fits. Many servers quote such lines in their answers, which lets a browser be led on, but no RFC forbids it; nor is there one that says after how many errors to close. |
            | A certificate of a client's | It takes one that the server is set up to accept. That EXTERNAL without one lets nobody in is tried. |
            | A session of one protocol that is resumed in another | What it could carry, apart from such a certificate, is a log-in; on the two ports of one protocol that is tried. |
            | A session that is resumed under another server name | RFC 6066 forbids it, TLS 1.3 does not, and libraries differ; mail is the same under each name. |
            | Early data | It takes a TLS library that sends it; Java's does not. |
            | The other side of a proxy | It is not seen from here. A proxy is asked as the server that it looks like. |
            """;

    @Test
    void thePageSaysWhatIsExplained() {
        var page = new StringJoiner("\n", HEAD, "");
        page.add("");
        ATTACKS.all().forEach(attack -> page.add(section(attack)));
        page.add(FOOT);

        TableChecks.assertPrinted(SourceTree.ROOT.resolve("docs/attacks.md"), page.toString());
    }

    @Test
    void whatStopsAnAttackStandsWhereItIsSaidTo() {
        for (Attack attack : ATTACKS.all()) {
            String source =
                    SourceTree.text(SourceTree.ROOT.resolve(attack.ours().file()));

            assertTrue(source.contains(attack.ours().text()), () -> attack.name() + ": " + attack.ours());
        }
    }

    @Test
    void everyCaseHasAnAttackBehindIt() {
        List<Case> cases = Stream.of(ClientCases.suite(), Cases.suite())
                .flatMap(suite -> suite.cases().stream())
                .toList();

        assertFalse(cases.isEmpty());
        cases.forEach(test -> assertFalse(ATTACKS.behind(test.requirements()).isEmpty(), test.id()));
    }

    @Test
    void whatIsAskedOfClientsIsNotExplainedAsTheFaultOfAServerThatTakesCommandsOutOfOrder() {
        List<String> others = ClientCases.suite().cases().stream()
                .filter(test -> ATTACKS.behind(test.requirements()).stream()
                        .allMatch(attack -> attack.name().equals("order")))
                .map(Case::id)
                .toList();

        assertEquals(List.of(), others);
    }

    @Test
    void whatIsInTheSuiteAboutInjectionIsExplainedAsThat() {
        List<String> others = Cases.suite().cases().stream()
                .filter(test -> test.id().contains(".Boundary."))
                .filter(test -> ATTACKS.behind(test.requirements()).stream()
                        .noneMatch(attack -> attack.name().equals("injection")))
                .map(Case::id)
                .toList();

        assertEquals(List.of(), others);
    }

    private static String section(Attack attack) {
        var section = new StringJoiner("\n", "## " + attack.title() + "\n\n", "\n");
        section.add(wrapped("**How.** " + attack.how()) + "\n");
        section.add(wrapped("**What it gains.** " + attack.gain()) + "\n");
        attack.known().ifPresent(known -> section.add(wrapped("**In public.** " + known + ".") + "\n"));
        section.add(wrapped("**What stops it here.** " + attack.why()) + "\n");
        section.add("`" + attack.ours().text() + "` in\n[" + attack.ours().file() + "](../"
                + attack.ours().file() + ")\n");
        if (!attack.fixes().isEmpty()) {
            section.add("| Elsewhere | |\n|---|---|");
            attack.fixes()
                    .forEach((software, what) -> section.add(
                            "| " + software + " | " + what.replace("|", "\\|").replace("<", "&lt;") + " |"));
            section.add("");
        }
        section.add(wrapped("**Cases.** " + cases(attack)));
        return section.toString();
    }

    /** The generated ones by the name of their family. */
    private static String cases(Attack attack) {
        String cases = Stream.of(ClientCases.suite(), Cases.suite())
                .flatMap(suite -> suite.cases().stream())
                .filter(test -> ATTACKS.behind(test.requirements()).contains(attack))
                .map(test -> "`" + family(test.id()) + "`")
                .distinct()
                .collect(Collectors.joining(", "));
        return cases.isEmpty() ? "None yet." : cases + ".";
    }

    private static String family(String id) {
        return id.startsWith("client.")
                ? id.replaceFirst("^(client\\.[^.]+\\.[^.]+)\\..+", "$1.*")
                : id.replaceFirst("^([^.]+\\.[^.]+)\\.[^.]+\\..+", "$1.*");
    }

    private static String wrapped(String text) {
        var lines = new StringJoiner("\n");
        var line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (line.length() + word.length() > 119 && !line.isEmpty()) {
                lines.add(line.toString().stripTrailing());
                line.setLength(0);
            }
            line.append(word).append(' ');
        }
        return lines.add(line.toString().stripTrailing()).toString();
    }
}
