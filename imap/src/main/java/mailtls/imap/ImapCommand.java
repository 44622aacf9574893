package mailtls.imap;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mailtls.machine.CarriesPassword;
import mailtls.machine.Command;
import mailtls.sasl.Credentials;
import mailtls.wire.Octets;

/**
 * The commands of IMAP (RFC 9051 section 6), each with its tag.
 *
 * <p>Mailbox names are as they came: {@link MailboxName} reads them.
 */
sealed interface ImapCommand extends Command {

    Tag tag();

    // in any state

    record Capability(Tag tag) implements ImapCommand {}

    record Noop(Tag tag) implements ImapCommand {}

    record Logout(Tag tag) implements ImapCommand {}

    /** RFC 2971; what the client tells about itself is not kept. */
    record Id(Tag tag) implements ImapCommand {}

    // to get in

    record StartTls(Tag tag) implements ImapCommand {}

    record Login(Tag tag, Credentials credentials) implements ImapCommand, CarriesPassword {
        @Override
        public String account() {
            return credentials.account();
        }
    }

    /** AUTHENTICATE by a mechanism that keeps the password to itself. */
    record Authenticate(Tag tag, String mechanism, Optional<String> initialResponse) implements ImapCommand {}

    /** AUTHENTICATE by a mechanism that discloses the password, which has not been sent yet. */
    record AuthPlaintext(Tag tag, String mechanism) implements ImapCommand {
        @Override
        public String name() {
            return "AUTHENTICATE";
        }
    }

    /** AUTHENTICATE by a mechanism that discloses the password, which came along (RFC 4959). */
    record AuthWithPassword(Tag tag, String mechanism, String initialResponse) implements ImapCommand, CarriesPassword {

        @Override
        public String name() {
            return "AUTHENTICATE";
        }

        @Override
        public String account() {
            return InitialResponse.account(mechanism, initialResponse);
        }

        @Override
        public String toString() {
            return "AuthWithPassword[tag=" + tag + ", mechanism=" + mechanism + "]";
        }
    }

    // about mailboxes

    record Enable(Tag tag, List<String> extensions) implements ImapCommand {}

    record Select(Tag tag, String mailbox) implements ImapCommand {}

    record Examine(Tag tag, String mailbox) implements ImapCommand {}

    record Create(Tag tag, String mailbox) implements ImapCommand {}

    record Delete(Tag tag, String mailbox) implements ImapCommand {}

    record Rename(Tag tag, String from, String to) implements ImapCommand {}

    record Subscribe(Tag tag, String mailbox) implements ImapCommand {}

    record Unsubscribe(Tag tag, String mailbox) implements ImapCommand {}

    /**
     * LIST, also in its extended form (RFC 5258, RFC 5819).
     *
     * @param subscribedOnly whether only names subscribed to are asked for
     * @param status what else to tell about each mailbox
     */
    record ListMailboxes(
            Tag tag,
            boolean subscribedOnly,
            String reference,
            List<String> patterns,
            Set<Return> returns,
            Set<StatusItem> status)
            implements ImapCommand {

        @Override
        public String name() {
            return "LIST";
        }

        /** What to tell with each name. */
        enum Return {
            SUBSCRIBED,
            CHILDREN
        }
    }

    record Lsub(Tag tag, String reference, String pattern) implements ImapCommand {}

    record Namespace(Tag tag) implements ImapCommand {}

    record Status(Tag tag, String mailbox, Set<StatusItem> items) implements ImapCommand {}

    record Append(Tag tag, String mailbox, Set<String> flags, Optional<Instant> received, Octets message)
            implements ImapCommand {}

    record Idle(Tag tag) implements ImapCommand {}

    // about the selected mailbox

    record Check(Tag tag) implements ImapCommand {}

    record Close(Tag tag) implements ImapCommand {}

    record Unselect(Tag tag) implements ImapCommand {}

    /** EXPUNGE of all that is deleted, or UID EXPUNGE (RFC 4315) of some. */
    record Expunge(Tag tag, Optional<SequenceSet> uids) implements ImapCommand {}

    /** SEARCH; over the words it looks for, see {@link SearchKey}. */
    record Search(Tag tag, boolean uid, Optional<Set<Return>> returns, String charset, SearchKey key)
            implements ImapCommand {

        /** What to tell of the messages that were found (RFC 4731, RFC 5182). */
        enum Return {
            MIN,
            MAX,
            ALL,
            COUNT,
            SAVE
        }
    }

    record Fetch(Tag tag, boolean uid, SequenceSet messages, Set<FetchItem> items) implements ImapCommand {}

    record Store(Tag tag, boolean uid, SequenceSet messages, How how, boolean silent, Set<String> flags)
            implements ImapCommand {

        /** How flags change. */
        enum How {
            REPLACE(""),
            ADD("+"),
            REMOVE("-");

            private final String sign;

            How(String sign) {
                this.sign = sign;
            }

            String sign() {
                return sign;
            }
        }
    }

    record Copy(Tag tag, boolean uid, SequenceSet messages, String mailbox) implements ImapCommand {}

    record Move(Tag tag, boolean uid, SequenceSet messages, String mailbox) implements ImapCommand {}

    /** What STATUS tells (RFC 9051 section 6.3.11). */
    enum StatusItem {
        MESSAGES,
        RECENT,
        UIDNEXT,
        UIDVALIDITY,
        UNSEEN,
        DELETED,
        SIZE
    }
}
