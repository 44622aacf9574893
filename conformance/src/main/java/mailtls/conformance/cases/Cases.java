package mailtls.conformance.cases;

import java.util.Arrays;
import java.util.stream.Stream;
import mailtls.conformance.suite.Section;
import mailtls.conformance.suite.Suite;

/** All cases, in the order of the RFCs' sections. */
public final class Cases {

    private Cases() {}

    /** Returns the whole suite. */
    public static Suite suite() {
        return Suite.of(Stream.<Section[]>of(
                        mailtls.conformance.cases.imap.States.values(),
                        mailtls.conformance.cases.imap.Literals.values(),
                        mailtls.conformance.cases.imap.MultipleCommands.values(),
                        mailtls.conformance.cases.imap.CapabilityCommand.values(),
                        mailtls.conformance.cases.imap.IdCommand.values(),
                        mailtls.conformance.cases.imap.LogoutCommand.values(),
                        mailtls.conformance.cases.imap.StartTlsCommand.values(),
                        mailtls.conformance.cases.imap.ExtraData.values(),
                        mailtls.conformance.cases.imap.FailedHandshake.values(),
                        mailtls.conformance.cases.imap.AuthenticateCommand.values(),
                        mailtls.conformance.cases.imap.LoginCommand.values(),
                        mailtls.conformance.cases.imap.AppendCommand.values(),
                        mailtls.conformance.cases.imap.IdleCommand.values(),
                        mailtls.conformance.cases.imap.UnauthenticateCommand.values(),
                        mailtls.conformance.cases.imap.ImplicitTls.values(),
                        mailtls.conformance.cases.imap.ImplicitPort.values(),
                        mailtls.conformance.cases.pop3.InClear.values(),
                        mailtls.conformance.cases.pop3.StlsCommand.values(),
                        mailtls.conformance.cases.pop3.Authorization.values(),
                        mailtls.conformance.cases.pop3.AuthCommand.values(),
                        mailtls.conformance.cases.pop3.Transaction.values(),
                        mailtls.conformance.cases.pop3.ImplicitTls.values(),
                        mailtls.conformance.cases.smtp.TlsPolicy.values(),
                        mailtls.conformance.cases.smtp.StartTlsCommand.values(),
                        mailtls.conformance.cases.smtp.StartTlsInContext.values(),
                        mailtls.conformance.cases.smtp.ResultOfStartTls.values(),
                        mailtls.conformance.cases.smtp.BehindStartTls.values(),
                        mailtls.conformance.cases.smtp.FailedHandshake.values(),
                        mailtls.conformance.cases.smtp.OldVersions.values(),
                        mailtls.conformance.cases.smtp.FailedTls.values(),
                        mailtls.conformance.cases.smtp.Session.values(),
                        mailtls.conformance.cases.smtp.MailTransaction.values(),
                        mailtls.conformance.cases.smtp.DataCommand.values(),
                        mailtls.conformance.cases.smtp.Pipelining.values(),
                        mailtls.conformance.cases.smtp.Chunking.values(),
                        mailtls.conformance.cases.smtp.RequireTls.values(),
                        mailtls.conformance.cases.smtp.AuthInClear.values(),
                        mailtls.conformance.cases.smtp.AuthCommand.values(),
                        mailtls.conformance.cases.smtp.SubmissionService.values(),
                        mailtls.conformance.cases.smtp.ImplicitTls.values())
                .flatMap(Arrays::stream));
    }
}
