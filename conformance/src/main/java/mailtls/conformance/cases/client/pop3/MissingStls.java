package mailtls.conformance.cases.client.pop3;

import mailtls.conformance.client.ClientCase;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/** Section 4 of RFC 2595, and section 5.2 of RFC 8314: TLS is wanted, and is not to be had. */
public enum MissingStls implements Section {
    /** The list is without STLS. */
    NOT_LISTED("mail.mua.no-operation-below-level mail.srv.tls-before-auth mail.rfc2595.warn-or-refuse", """
            S: +OK ready
            C: CAPA
            S& +OK
            S& USER
            S& SASL PLAIN LOGIN
            S: .
            C: STLS
            S: -ERR unknown command
            -- fails --
            """),
    /** STLS is listed and refused. */
    REFUSED("mail.mua.no-operation-below-level mail.srv.tls-before-auth", """
            S: +OK ready
            C: CAPA
            S& +OK
            S& STLS
            S& USER
            S& SASL PLAIN LOGIN
            S: .
            C: STLS
            S: -ERR not now
            -- fails --
            """),
    /** STLS is refused and QUIT is not, and the connection stays. */
    QUIT_TAKEN("mail.mua.no-operation-below-level mail.srv.tls-before-auth", """
            S: +OK ready
            C: CAPA
            S& +OK
            S& STLS
            S& USER
            S& SASL PLAIN LOGIN
            S: .
            C: STLS
            S: -ERR not now
            C: QUIT
            S: +OK go ahead
            -- fails --
            """),
    /** STLS is refused, and so is QUIT. */
    QUIT_REFUSED("mail.mua.no-operation-below-level mail.srv.tls-before-auth", """
            S: +OK ready
            C: CAPA
            S& +OK
            S& STLS
            S& USER
            S& SASL PLAIN LOGIN
            S: .
            C: STLS
            S: -ERR not now
            C: QUIT
            S: -ERR unknown command
            -- fails --
            """),
    /** The same, with the code of a fault that lasts (RFC 3206), and words for whoever reads them. */
    QUIT_REFUSED_FOR_GOOD("mail.mua.no-operation-below-level mail.srv.tls-before-auth", """
            S: +OK ready
            C: CAPA
            S& +OK
            S& STLS
            S& USER
            S& SASL PLAIN LOGIN
            S: .
            C: STLS
            S: -ERR not now
            C: QUIT
            S: -ERR [SYS/PERM] {token}
            -- fails --
            """),
    /** Neither CAPA nor STLS is known. */
    NO_LIST_AT_ALL("mail.mua.no-operation-below-level mail.srv.tls-before-auth", """
            S: +OK ready
            C: CAPA
            S: -ERR unknown command
            C: STLS
            S: -ERR unknown command
            -- fails --
            """),
    /** There is a way to log in without sending the password; its digest may not be seen either. */
    APOP_IN_THE_GREETING("mail.mua.no-operation-below-level mail.srv.tls-before-auth", """
            S: +OK ready <{token}@example.org>
            C: CAPA
            S& +OK
            S& USER
            S: .
            C: STLS
            S: -ERR unknown command
            -- fails --
            """),
    /** The same, and STLS is refused. */
    APOP_AND_REFUSED("mail.mua.no-operation-below-level mail.srv.tls-before-auth", """
            S: +OK ready <{token}@example.org>
            C: STLS
            S: -ERR not now
            -- fails --
            """),
    /** A plus without an OK. */
    HALF_AN_OK("mail.mua.no-operation-below-level mail.srv.tls-before-auth", """
            S: +OK ready
            C: CAPA
            S& +OK
            S& STLS
            S& USER
            S& SASL PLAIN LOGIN
            S: .
            C: STLS
            S: +Do you want to
            -- withhold --
            -- fails --
            """),
    /** A word that only begins as OK does. */
    AN_OKAY("mail.mua.no-operation-below-level mail.srv.tls-before-auth", """
            S: +OK ready
            C: CAPA
            S& +OK
            S& STLS
            S& USER
            S& SASL PLAIN LOGIN
            S: .
            C: STLS
            S: -OK go ahead
            -- withhold --
            -- fails --
            """),
    /** The answer comes with the one to the command before. */
    ANSWERED_BEFORE_IT_IS_ASKED("mail.mua.no-operation-below-level mail.srv.tls-before-auth", """
            S: +OK ready
            C: CAPA
            S& +OK
            S& STLS
            S& USER
            S& SASL PLAIN LOGIN
            S& .
            S: +OK go ahead
            C: STLS
            -- nothing --
            -- fails --
            """),
    /** Words in which STLS is only contained. */
    LOOKALIKES("mail.mua.no-operation-below-level mail.srv.tls-before-auth", """
            S: +OK ready
            C: CAPA
            S& +OK
            S& XSTLS
            S& STLSX
            S& USER
            S: .
            C: STLS
            S: -ERR unknown command
            -- fails --
            """),
    /** The server says that it begins TLS, and goes on in clear. */
    GO_AHEAD_AND_CLEARTEXT("mail.mua.no-operation-below-level mail.srv.tls-before-auth mail.rfc2595.check-result", """
            S: +OK ready
            C: CAPA
            S& +OK
            S& STLS
            S& USER
            S& SASL PLAIN LOGIN
            S: .
            C: STLS
            S: +OK go ahead
            -- clear instead of tls --
            -- fails --
            """),
    /** The connection ends at STLS, and the next one offers none. */
    HANGS_UP("mail.mua.no-operation-below-level mail.srv.tls-before-auth", """
            S: +OK ready
            C: CAPA
            S& +OK
            S& STLS
            S& USER
            S& SASL PLAIN LOGIN
            S: .
            C: STLS
            -- cut --
            -- connect again --
            S: +OK ready
            C: CAPA
            S& +OK
            S& USER
            S& SASL PLAIN
            S: .
            C: STLS
            S: -ERR unknown command
            -- fails --
            """),
    /** A greeting with the answer to another command. */
    A_SCAN_LISTING_AS_GREETING("mail.mua.no-operation-below-level mail.srv.tls-before-auth", """
            S& +OK 2 messages
            S& 1 120
            S& 2 200
            S: .
            C: STLS
            S: -ERR unknown command
            -- fails --
            """),
    /** The greeting is a refusal, with a text that lures. */
    NOT_WELCOME("mail.mua.no-operation-below-level mail.srv.tls-before-auth", """
            S: -ERR [SYS/PERM] {token}
            -- cut --
            -- fails --
            """);

    private final String requirements;
    private final String scenario;

    MissingStls(String requirements, String scenario) {
        this.requirements = requirements;
        this.scenario = scenario;
    }

    @Override
    public Case test() {
        return ClientCase.of(this, MailProtocol.POP3, Mode.STARTTLS, requirements, scenario);
    }
}
