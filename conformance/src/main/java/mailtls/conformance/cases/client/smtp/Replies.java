package mailtls.conformance.cases.client.smtp;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import mailtls.conformance.client.ClientCase;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/** RFC 5321 section 4.2: codes that are not the one that leads to TLS. None of them leads to a log-in in clear. */
public enum Replies implements Section {
    /** In place of the greeting. */
    GREETING("221 354 421 500 501 530 554", """
            S: %s whatever
            C: EHLO
            S& 250-{name}
            S: 250 AUTH PLAIN LOGIN
            C: STARTTLS
            S: 502 5.5.1 unknown command
            -- fails --
            """),
    /** In place of the list, and HELO is taken. */
    EHLO("220 221 354 421 500 501 502 504 530 550", """
            S: 220 {name} ready
            C: EHLO
            S: %s whatever
            C: HELO
            S: 250 {name}
            C: STARTTLS
            S: 502 5.5.1 unknown command
            -- fails --
            """),
    /** HELO is not taken either. */
    HELO("220 221 354 421 500 501 530", """
            S: 220 {name} ready
            C: EHLO
            S: 500 5.5.1 unknown command
            C: HELO
            S: %s whatever
            C: STARTTLS
            S: 502 5.5.1 unknown command
            -- fails --
            """),
    /** In place of the go-ahead. */
    STARTTLS("221 250 354 421 454 500 501 502 530 554", """
            S: 220 {name} ready
            C: EHLO
            S& 250-{name}
            S& 250-STARTTLS
            S: 250 AUTH PLAIN LOGIN
            C: STARTTLS
            S: %s whatever
            -- fails --
            """);

    private static final String REQUIREMENTS = "smtp.reply.first-digit mail.mua.no-operation-below-level";

    private final List<String> codes;
    private final String scenario;

    Replies(String codes, String scenario) {
        this.codes = Arrays.asList(codes.split(" "));
        this.scenario = scenario;
    }

    @Override
    public Case test() {
        return test(codes.get(0));
    }

    @Override
    public Stream<Case> tests() {
        return codes.stream().map(this::test);
    }

    private Case test(String code) {
        Case test = ClientCase.of(this, MailProtocol.SMTP, Mode.STARTTLS, REQUIREMENTS, scenario.formatted(code));
        return new Case(
                test.id() + "." + code, test.requirements(), test.protocol(), test.mode(), false, test.script());
    }
}
