package mailtls.conformance.cases.client.smtp;

import mailtls.conformance.client.ClientCase;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/** RFC 3207, and section 5.2 of RFC 8314: TLS is wanted, and is not to be had. */
public enum MissingStartTls implements Section {
    /** The list is without STARTTLS. */
    NOT_LISTED(
            "mail.mua.no-operation-below-level submission.no-cleartext-credentials mail.mua.min-confidentiality", """
            S: 220 {name} ready
            C: EHLO
            S& 250-{name}
            S: 250 AUTH PLAIN LOGIN
            C: STARTTLS
            S: 502 5.5.1 unknown command
            -- fails --
            """),
    /** The same, and there is no log-in either. */
    NOT_LISTED_WITHOUT_AUTH("mail.mua.no-operation-below-level submission.no-cleartext-credentials", """
            S: 220 {name} ready
            C: EHLO
            S& 250-{name}
            S: 250 8BITMIME
            C: STARTTLS
            S: 502 5.5.1 unknown command
            -- fails --
            """),
    /** EHLO is not known, but HELO. */
    EHLO_REFUSED("mail.mua.no-operation-below-level submission.no-cleartext-credentials", """
            S: 220 {name} ready
            C: EHLO
            S: 502 5.5.1 unknown command
            C: HELO
            S: 250 {name}
            C: STARTTLS
            S: 502 5.5.1 unknown command
            -- fails --
            """),
    /** A mechanism that does not send the password: its digest may not be seen either. */
    ONLY_CRAM_MD5("mail.mua.no-operation-below-level submission.no-cleartext-credentials", """
            S: 220 {name} ready
            C: EHLO
            S& 250-{name}
            S: 250 AUTH CRAM-MD5
            C: STARTTLS
            S: 502 5.5.1 unknown command
            -- fails --
            """),
    /** Words in which STARTTLS is only contained. */
    LOOKALIKES("mail.mua.no-operation-below-level submission.no-cleartext-credentials", """
            S: 220 {name} ready
            C: EHLO
            S& 250-{name}
            S& 250-XSTARTTLS
            S& 250-STARTTLSX
            S: 250 AUTH PLAIN
            C: STARTTLS
            S: 502 5.5.1 unknown command
            -- fails --
            """),
    /** The first line is a name, and no keyword. */
    A_KEYWORD_AS_NAME("mail.mua.no-operation-below-level submission.no-cleartext-credentials", """
            S: 220 {name} ready
            C: EHLO
            S& 250-STARTTLS
            S: 250 AUTH PLAIN LOGIN
            C: STARTTLS
            S: 502 5.5.1 unknown command
            -- fails --
            """),
    /** The server says that it begins TLS, and goes on in clear. */
    GO_AHEAD_AND_CLEARTEXT(
            "mail.mua.no-operation-below-level submission.no-cleartext-credentials smtp.starttls.client-handshake-first",
            """
            S: 220 {name} ready
            C: EHLO
            S& 250-{name}
            S& 250-STARTTLS
            S: 250 AUTH PLAIN LOGIN
            C: STARTTLS
            S: 220 2.0.0 go ahead
            -- clear instead of tls --
            -- fails --
            """),
    /** The answer comes with the one to the command before. */
    ANSWERED_BEFORE_IT_IS_ASKED(
            "mail.mua.no-operation-below-level submission.no-cleartext-credentials smtp.pipelining.match-by-count",
            """
            S: 220 {name} ready
            C: EHLO
            S& 250-{name}
            S& 250-STARTTLS
            S& 250 AUTH PLAIN LOGIN
            S: 220 2.0.0 go ahead
            C: STARTTLS
            -- nothing --
            -- fails --
            """),
    /** The connection ends at STARTTLS, and the next one offers none. */
    HANGS_UP("mail.mua.no-operation-below-level submission.no-cleartext-credentials", """
            S: 220 {name} ready
            C: EHLO
            S& 250-{name}
            S& 250-STARTTLS
            S: 250 AUTH PLAIN LOGIN
            C: STARTTLS
            -- cut --
            -- connect again --
            S: 220 {name} ready
            C: EHLO
            S& 250-{name}
            S: 250 AUTH PLAIN LOGIN
            C: STARTTLS
            S: 502 5.5.1 unknown command
            -- fails --
            """),
    /** STARTTLS is refused, and so is QUIT. */
    QUIT_REFUSED("mail.mua.no-operation-below-level submission.no-cleartext-credentials", """
            S: 220 {name} ready
            C: EHLO
            S& 250-{name}
            S& 250-STARTTLS
            S: 250 AUTH PLAIN LOGIN
            C: STARTTLS
            S: 454 4.7.0 not now
            C: QUIT | RSET
            S: 502 5.5.1 unknown command
            -- fails --
            """),
    /** The case of letters does not matter. */
    LISTED_IN_LOWER_CASE("smtp.ehlo.keyword-case", """
            S: 220 {name} ready
            C: EHLO
            S& 250-{name}
            S: 250 starttls
            -- works --
            """);

    private final String requirements;
    private final String scenario;

    MissingStartTls(String requirements, String scenario) {
        this.requirements = requirements;
        this.scenario = scenario;
    }

    @Override
    public Case test() {
        return ClientCase.of(this, MailProtocol.SMTP, Mode.STARTTLS, requirements, scenario);
    }
}
