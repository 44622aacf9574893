package mailtls.pop3;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import mailtls.store.MailAccount;
import mailtls.store.Mailbox;
import mailtls.store.Message;

/**
 * The maildrop of one session (RFC 1939 section 4): INBOX as it was at log-in, locked, with marks on what is to be
 * deleted. Numbers begin with 1 and stay as they are; whatever the marks, nothing is removed before {@link #update}.
 */
final class Maildrop implements AutoCloseable {

    private final Mailbox inbox;
    private final MailAccount.Lock lock;
    private final List<Message> messages;
    private final BitSet deleted = new BitSet();

    private Maildrop(Mailbox inbox, MailAccount.Lock lock) {
        this.inbox = inbox;
        this.lock = lock;
        this.messages = inbox.messages();
    }

    /** Takes the maildrop of an account; nothing while another session has it. */
    static Optional<Maildrop> lock(MailAccount account) {
        Mailbox inbox = account.mailbox(MailAccount.INBOX).orElseThrow();
        return account.lockMaildrop().map(lock -> new Maildrop(inbox, lock));
    }

    /** Returns the numbers of the messages that are not marked. */
    List<Integer> numbers() {
        return IntStream.rangeClosed(1, messages.size())
                .filter(number -> !deleted.get(number))
                .boxed()
                .toList();
    }

    /** Returns whether there is a message of that number, and it is not marked. */
    boolean has(int number) {
        return number >= 1 && number <= messages.size() && !deleted.get(number);
    }

    /** Returns how many octets the messages have that are not marked. */
    long octets() {
        return numbers().stream().mapToLong(this::octets).sum();
    }

    /** Returns how many octets a message has. */
    int octets(int number) {
        return content(number).length;
    }

    /** Returns a message. */
    byte[] content(int number) {
        return message(number).content();
    }

    /** Returns a message's header, the empty line, and so many lines of the body. */
    byte[] top(int number, int lines) {
        byte[] content = content(number);
        int bodyLines = 0;
        boolean inBody = false;
        int end = 0;
        while (end < content.length && !(inBody && bodyLines == lines)) {
            int next = afterLine(content, end);
            if (inBody) {
                bodyLines++;
            }
            inBody = inBody || content[end] == '\r' || content[end] == '\n';
            end = next;
        }
        return Arrays.copyOf(content, end);
    }

    /** Returns a name that no other message here ever has: digits and a dot, at most 39 (RFC 1939 section 7). */
    String uniqueId(int number) {
        return inbox.uidValidity() + "." + message(number).uid();
    }

    /** Marks a message. */
    void delete(int number) {
        deleted.set(number);
    }

    /** Takes all marks back. */
    void reset() {
        deleted.clear();
    }

    /** Removes what is marked. */
    void update() {
        inbox.remove(deleted.stream().mapToObj(number -> message(number).uid()).toList());
    }

    /** Gives the maildrop back. What is marked stays. */
    @Override
    public void close() {
        lock.close();
    }

    private Message message(int number) {
        return messages.get(number - 1);
    }

    private static int afterLine(byte[] content, int start) {
        int i = start;
        while (i < content.length && content[i] != '\n') {
            i++;
        }
        return Math.min(i + 1, content.length);
    }
}
