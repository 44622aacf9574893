package mailtls.conformance.cases.client.imap;

import mailtls.conformance.client.ClientCase;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/** RFC 2221 and RFC 2193: a server, or whoever speaks for it in clear, sends the client somewhere else. */
public enum Referrals implements Section {
    /** A greeting with another address. */
    IN_THE_GREETING("imap.client.ignore-unknown-codes mail.mua.no-operation-below-level", """
            S: * OK [REFERRAL imap://{user};AUTH=*@{attacker}/] ready
            """),
    /** Scripts for the filter go elsewhere (RFC 6785), says a list in clear. */
    IN_A_LIST("mail.mua.no-operation-below-level", """
            S: * OK [CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED IMAPSIEVE=sieve://{attacker}] ready
            """),
    /** The server takes nobody, and knows somebody who does. */
    IN_A_FAREWELL("mail.mua.no-operation-below-level", """
            S: * BYE [REFERRAL imap://{user};AUTH=*@{attacker}/] not here
            -- cut --
            -- fails --
            """),
    /** STARTTLS is to be had elsewhere. */
    INSTEAD_OF_STARTTLS("mail.mua.no-operation-below-level", """
            C: STARTTLS
            S: {tag} NO [REFERRAL imap://{user};AUTH=*@{attacker}/] not here
            -- fails --
            """),
    /** Over TLS, the log-in is to be tried elsewhere, in clear. */
    AT_THE_LOG_IN("mail.mua.no-operation-below-level", """
            -- tls --
            C: LOGIN | AUTHENTICATE
            S: {tag} NO [REFERRAL imap://{user};AUTH=*@{attacker}/] not here
            -- gives up --
            """),
    /** Over TLS, the mailbox is elsewhere; that such answers may come was said in clear only. */
    AT_A_MAILBOX("mail.mua.no-operation-below-level", """
            S: * OK [CAPABILITY IMAP4rev1 STARTTLS MAILBOX-REFERRALS LOGINDISABLED] ready
            -- tls --
            C: SELECT | EXAMINE
            S: {tag} NO [REFERRAL imap://{user}@{attacker}/INBOX] not here
            """);

    private final String requirements;
    private final String scenario;

    Referrals(String requirements, String scenario) {
        this.requirements = requirements;
        this.scenario = scenario;
    }

    @Override
    public Case test() {
        return ClientCase.of(this, MailProtocol.IMAP, Mode.STARTTLS, requirements, scenario);
    }
}
