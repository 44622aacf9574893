package mailtls.imap;

import java.util.List;
import mailtls.machine.Command;
import mailtls.wire.Ascii;

/** What an IMAP server says (RFC 9051 section 2.2.2). */
sealed interface ImapHeard extends Command {

    /** What may come at any time, whether it was asked for or not (RFC 9051 section 5.3). */
    sealed interface Untagged extends ImapHeard {

        /** Returns all of it but the asterisk. */
        ImapData data();
    }

    /** {@code * OK}: a greeting, or a remark. */
    record Ok(ImapData data) implements Untagged {
        @Override
        public String toString() {
            return "* " + data;
        }
    }

    /** {@code * NO} and {@code * BAD}: something is wrong, but not with a command (RFC 9051 sections 7.1.2 and 7.1.3). */
    record Warning(ImapData data) implements Untagged {
        @Override
        public String toString() {
            return "* " + data;
        }
    }

    /** {@code * PREAUTH}: a greeting; we are logged in already, the server says. */
    record Preauth(ImapData data) implements Untagged {
        @Override
        public String toString() {
            return "* " + data;
        }
    }

    /** {@code * BYE}: the server goes, or it does not want us. */
    record Bye(ImapData data) implements Untagged {
        @Override
        public String toString() {
            return "* " + data;
        }
    }

    /**
     * {@code * CAPABILITY}.
     *
     * @param names in upper case
     */
    record Capability(ImapData data, List<String> names) implements Untagged {
        @Override
        public String toString() {
            return "* " + data;
        }
    }

    /** Any other data: mailboxes, messages. */
    record Data(ImapData data) implements Untagged {
        @Override
        public String toString() {
            return "* " + data;
        }
    }

    /** The tagged OK that ends what was asked; its tag was ours. */
    record Completed(ImapStatus status) implements ImapHeard {
        @Override
        public String toString() {
            return "(tag) OK " + status;
        }
    }

    /** The tagged NO or BAD that ends what was asked; its tag was ours. */
    record Refused(String condition, ImapStatus status) implements ImapHeard {
        @Override
        public String toString() {
            return "(tag) " + Ascii.printable(condition) + " " + status;
        }
    }

    /** The server waits for more of the command: a literal, or a response in a log-in. */
    record Continuation(String words) implements ImapHeard {
        @Override
        public String toString() {
            return "+ (goes on)";
        }
    }
}
