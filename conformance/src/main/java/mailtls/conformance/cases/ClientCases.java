package mailtls.conformance.cases;

import java.util.stream.Stream;
import mailtls.conformance.cases.client.CertificateChecks;
import mailtls.conformance.cases.client.CleartextAndTheEnd;
import mailtls.conformance.cases.client.FailedHandshakes;
import mailtls.conformance.cases.client.ImplicitTls;
import mailtls.conformance.cases.client.SecondStart;
import mailtls.conformance.cases.client.TlsLifeCycle;
import mailtls.conformance.suite.Section;
import mailtls.conformance.suite.Suite;

/** All cases of clients, in the order of the RFCs' sections. */
public final class ClientCases {

    private ClientCases() {}

    /** Returns the whole suite. */
    public static Suite suite() {
        return Suite.ofCases(Stream.<Section[]>of(
                        mailtls.conformance.cases.client.imap.Greetings.values(),
                        mailtls.conformance.cases.client.imap.MissingStartTls.values(),
                        mailtls.conformance.cases.client.imap.Preauth.values(),
                        mailtls.conformance.cases.client.imap.ResponseInjection.values(),
                        mailtls.conformance.cases.client.imap.PriorKnowledge.values(),
                        mailtls.conformance.cases.client.imap.UntaggedData.values(),
                        mailtls.conformance.cases.client.imap.Referrals.values(),
                        mailtls.conformance.cases.client.imap.OverTls.values(),
                        mailtls.conformance.cases.client.imap.Compress.values(),
                        mailtls.conformance.cases.client.pop3.MissingStls.values(),
                        mailtls.conformance.cases.client.pop3.ResponseInjection.values(),
                        mailtls.conformance.cases.client.pop3.PriorKnowledge.values(),
                        mailtls.conformance.cases.client.pop3.OverTls.values(),
                        mailtls.conformance.cases.client.smtp.Replies.values(),
                        mailtls.conformance.cases.client.smtp.MissingStartTls.values(),
                        mailtls.conformance.cases.client.smtp.ResponseInjection.values(),
                        mailtls.conformance.cases.client.smtp.PriorKnowledge.values(),
                        mailtls.conformance.cases.client.smtp.OverTls.values(),
                        mailtls.conformance.cases.client.smtp.StrayReplies.values(),
                        FailedHandshakes.values(),
                        CertificateChecks.values(),
                        ImplicitTls.values(),
                        CleartextAndTheEnd.values(),
                        SecondStart.values(),
                        TlsLifeCycle.values())
                .flatMap(Stream::of)
                .flatMap(Section::tests));
    }
}
