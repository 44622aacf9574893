package mailtls.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import mailtls.wire.Ascii;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryMailStoreTest {

    private static final int CAPACITY = 100_000;
    private static final byte[] CONTENT = Ascii.octets("Subject: hello\r\n\r\nworld\r\n");
    private static final int THREADS = 4;

    private final MemoryMailStore store = new MemoryMailStore(CAPACITY, List.of("Example.ORG"));
    private final MailAccount alice = store.addAccount("alice");
    private final Mailbox inbox = alice.mailbox("INBOX").orElseThrow();

    // whose mail

    @Test
    void anAccountIsMadeOnce() {
        assertEquals(alice, store.addAccount("alice"));
        assertEquals(Optional.of(alice), store.account("alice"));
        assertEquals(Optional.empty(), store.account("bob"));
    }

    @Test
    void mailIsTakenForKnownUsersOfKnownDomains() {
        assertEquals(Optional.of("alice"), store.userOf("Alice@example.org"));
        assertEquals(Optional.empty(), store.userOf("bob@example.org"));
        assertEquals(Optional.empty(), store.userOf("alice@example.com"));
        assertEquals(Optional.empty(), store.userOf("alice"));
        assertEquals(Optional.empty(), store.userOf("alice@evil@example.com"));
    }

    @Test
    void aUserMayHaveMailToAnotherNameUnlessItIsSomebodys() {
        store.addAccount("bob");
        store.addName("Postmaster", "alice");
        store.addName("Bob", "alice");

        assertEquals(Optional.of("alice"), store.userOf("postmaster@example.org"));
        assertEquals(Optional.of("bob"), store.userOf("bob@example.org"));
        assertEquals(Optional.empty(), store.account("postmaster"));
    }

    /** A long s in capital letters is an S, and a Kelvin sign in small ones a k: mail must not go to a lookalike. */
    @Test
    void aLookalikeIsNobody() {
        store.addAccount("sk");

        assertEquals(Optional.of("sk"), store.userOf("SK@example.org"));
        assertEquals(Optional.empty(), store.userOf("\u017f\u212a@example.org"));
    }

    // messages

    @Test
    void messagesAreKeptInTheOrderOfTheirUids() {
        Instant now = Instant.EPOCH;

        assertEquals(OptionalLong.of(1), inbox.append(CONTENT, Set.of("\\Seen"), now));
        assertEquals(OptionalLong.of(2), inbox.append(new byte[0], Set.of(), now));

        assertEquals(List.of(1L, 2L), uids(inbox));
        assertEquals(Set.of("\\Seen"), inbox.messages().get(0).flags());
        assertEquals(now, inbox.messages().get(0).received());
        assertEquals("message 1, 25 octets", inbox.messages().get(0).toString());
    }

    @Test
    void aUidIsNeverUsedAgain() {
        append(inbox);
        append(inbox);
        inbox.remove(List.of(1L, 2L, 77L));

        assertEquals(3, inbox.uidNext());
        assertEquals(OptionalLong.of(3), append(inbox));
        assertEquals(List.of(3L), uids(inbox));
    }

    @Test
    void flagsChangeWhileTheMessageIsThere() {
        append(inbox);
        inbox.changeFlags(1, flags -> Set.of("\\Deleted"));
        inbox.changeFlags(2, flags -> Set.of("\\Seen"));

        assertEquals(Set.of("\\Deleted"), inbox.messages().get(0).flags());
        assertEquals(1, inbox.messages().size());
    }

    @Test
    void whatWasReadDoesNotChangeWithTheMailbox() {
        append(inbox);
        List<Message> before = inbox.messages();
        inbox.remove(List.of(1L));

        assertEquals(1, before.size());
        assertEquals(0, inbox.messages().size());
    }

    @Test
    void whoAskedIsToldOfEachChangeUntilItStopsAsking() {
        var told = new AtomicInteger();
        Mailbox.Subscription subscription = inbox.subscribe(told::incrementAndGet);

        append(inbox);
        inbox.changeFlags(1, flags -> Set.of());
        inbox.remove(List.of(1L));
        assertEquals(3, told.get());

        subscription.close();
        append(inbox);
        assertEquals(3, told.get());
    }

    @Test
    void twoWhoAskAlikeAreTwo() {
        var told = new AtomicInteger();
        Runnable same = told::incrementAndGet;
        Mailbox.Subscription first = inbox.subscribe(same);
        inbox.subscribe(same);

        first.close();
        first.close();
        append(inbox);

        assertEquals(1, told.get());
    }

    // room

    @Test
    void whatDoesNotFitIsNotTaken() {
        assertEquals(OptionalLong.empty(), inbox.append(new byte[CAPACITY], Set.of(), Instant.EPOCH));
        assertEquals(OptionalLong.of(1), inbox.append(new byte[CAPACITY / 2], Set.of(), Instant.EPOCH));
        assertEquals(OptionalLong.empty(), inbox.append(new byte[CAPACITY / 2], Set.of(), Instant.EPOCH));
        assertEquals(2, inbox.uidNext());
    }

    @Test
    void allAccountsShareTheRoom() {
        fill(inbox);

        assertEquals(OptionalLong.empty(), append(inboxOf("bob")));
    }

    @Test
    void theRoomOfWhatIsRemovedIsGivenBackOnce() {
        long messages = fill(inbox);
        inbox.remove(uids(inbox));
        inbox.remove(List.of(1L, 2L, 3L));

        assertEquals(messages, fill(inbox));
    }

    @Test
    void theRoomOfADeletedMailboxIsGivenBack() {
        alice.create("Old");
        Mailbox old = alice.mailbox("Old").orElseThrow();
        long messages = fill(old);
        alice.delete("Old");

        assertEquals(messages, fill(inbox));
    }

    @Test
    void aDeletedMailboxTakesNothingMore() {
        alice.create("Old");
        Mailbox old = alice.mailbox("Old").orElseThrow();
        alice.delete("Old");

        assertEquals(OptionalLong.empty(), append(old));
        assertTrue(fill(inbox) > 0);
        assertEquals(List.of(), old.messages());
    }

    @Test
    void emptyMessagesAreNotForNothing() {
        int messages = 0;
        while (messages <= CAPACITY
                && inbox.append(new byte[0], Set.of(), Instant.EPOCH).isPresent()) {
            messages++;
        }

        assertEquals(CAPACITY / MemoryMailbox.OVERHEAD, messages);
    }

    // mailboxes

    @Test
    void thereIsAlwaysAnInboxWhateverItsCase() {
        assertEquals(List.of("INBOX"), alice.mailboxes());
        assertEquals(Optional.of(inbox), alice.mailbox("iNbOx"));
        assertEquals(Optional.empty(), alice.mailbox("\u0131nbox"));
        assertFalse(alice.create("inbox"));
        assertFalse(alice.delete("inbox"));
        assertFalse(alice.rename("inbox", "Elsewhere"));
    }

    @Test
    void whatIsBelowInboxIsBelowInboxWhateverItsCase() {
        assertTrue(alice.create("inbox/Old"));

        assertEquals(List.of("INBOX", "INBOX/Old"), alice.mailboxes());
        assertTrue(alice.mailbox("Inbox/Old").isPresent());
        assertEquals(Optional.empty(), alice.mailbox("INBOX/old"));
        assertTrue(alice.create("inboxes"));
        assertTrue(alice.mailboxes().contains("inboxes"));
    }

    @Test
    void aMailboxIsMadeWithThoseAboveIt() {
        assertTrue(alice.create("a/b/c"));
        assertFalse(alice.create("a/b"));

        assertEquals(List.of("INBOX", "a", "a/b", "a/b/c"), alice.mailboxes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/a", "a/", "a//b"})
    void aNameHasNoEmptyLevels(String name) {
        alice.create("c");

        assertFalse(alice.create(name));
        assertFalse(alice.rename("c", name));
        assertFalse(alice.subscribe(name));
        assertEquals(List.of("INBOX", "c"), alice.mailboxes());
    }

    @Test
    void aNameIsNotTooLong() {
        String longest = "a".repeat(MemoryAccount.LONGEST_NAME);

        assertTrue(alice.create(longest));
        assertTrue(alice.subscribe(longest));
        assertFalse(alice.create(longest + "b"));
        assertFalse(alice.subscribe(longest + "b"));
    }

    @Test
    void renamingMakesNoNameTooLong() {
        String half = "b".repeat(MemoryAccount.LONGEST_NAME / 2);
        alice.create("a/" + half);

        assertFalse(alice.rename("a", half));
        assertEquals(List.of("INBOX", "a", "a/" + half), alice.mailboxes());
    }

    @Test
    void thereAreNotTooManyNames() {
        for (int i = 0; i < MemoryAccount.MOST_NAMES - 1; i++) {
            assertTrue(alice.create("m" + i));
            assertTrue(alice.subscribe("m" + i));
        }

        assertFalse(alice.create("one more"));
        assertFalse(alice.rename("m0", "new/m0"));
        assertFalse(alice.subscribe("one more"));
        assertTrue(alice.subscribe("m0"), "it is subscribed to already");
        assertTrue(alice.mailbox("m0").isPresent());
        assertEquals(MemoryAccount.MOST_NAMES, alice.mailboxes().size());
    }

    @Test
    void onlyAMailboxWithNoneBelowItIsDeleted() {
        alice.create("a/b");
        alice.create("a2");

        assertFalse(alice.delete("a"));
        assertFalse(alice.delete("x"));
        assertTrue(alice.delete("a/b"));
        assertTrue(alice.delete("a"));
        assertEquals(List.of("INBOX", "a2"), alice.mailboxes());
    }

    @Test
    void aMailboxIsRenamedWithItsMessagesAndThoseBelowIt() {
        alice.create("a/b/c");
        alice.create("ab");
        append(alice.mailbox("a/b/c").orElseThrow());
        long uidValidity = alice.mailbox("a").orElseThrow().uidValidity();

        assertTrue(alice.rename("a", "x/y"));

        assertEquals(List.of("INBOX", "ab", "x", "x/y", "x/y/b", "x/y/b/c"), alice.mailboxes());
        assertEquals(List.of(1L), uids(alice.mailbox("x/y/b/c").orElseThrow()));
        assertEquals(uidValidity, alice.mailbox("x/y").orElseThrow().uidValidity());
    }

    @Test
    void aMailboxIsNotRenamedToWhatIsThereOrBelowItself() {
        alice.create("a");
        alice.create("b");

        assertFalse(alice.rename("a", "b"));
        assertFalse(alice.rename("a", "a"));
        assertFalse(alice.rename("a", "a/b"));
        assertFalse(alice.rename("x", "y"));
        assertEquals(List.of("INBOX", "a", "b"), alice.mailboxes());
    }

    @Test
    void aMailboxThatComesAgainIsAnother() {
        alice.create("a");
        long before = alice.mailbox("a").orElseThrow().uidValidity();
        alice.delete("a");
        alice.create("a");

        assertTrue(alice.mailbox("a").orElseThrow().uidValidity() > before);
    }

    /** RFC 9051 section 2.3.1.1: what begins anew has greater numbers than before, and they have 32 bits. */
    @Test
    void aStoreThatBeginsAnewIsAnother() {
        long now = Instant.now().getEpochSecond();

        assertTrue(inbox.uidValidity() > now - 600 && inbox.uidValidity() < 1L << 32);
    }

    @Test
    void subscriptionsAreNamesThatNeedNotExist() {
        assertTrue(alice.subscribe("Gone"));
        assertTrue(alice.subscribe("inbox"));
        assertEquals(Set.of("INBOX", "Gone"), alice.subscriptions());

        alice.unsubscribe("inbox");
        alice.unsubscribe("never there");

        assertEquals(Set.of("Gone"), alice.subscriptions());
    }

    // the maildrop

    @Test
    void theMaildropIsForOneAlone() {
        MailAccount.Lock lock = alice.lockMaildrop().orElseThrow();
        assertEquals(Optional.empty(), alice.lockMaildrop());
        assertTrue(store.addAccount("bob").lockMaildrop().isPresent());

        lock.close();

        assertTrue(alice.lockMaildrop().isPresent());
    }

    @Test
    void givingTheMaildropBackTwiceTakesItFromNobody() {
        MailAccount.Lock mine = alice.lockMaildrop().orElseThrow();
        mine.close();
        alice.lockMaildrop().orElseThrow();

        mine.close();

        assertEquals(Optional.empty(), alice.lockMaildrop());
    }

    // several at once

    @Test
    void manyAppendAtOnceAndEachGetsItsOwnUid() throws Exception {
        List<List<Long>> uids = atOnce(() -> IntStream.range(0, 50)
                .mapToObj(i -> append(inbox).orElseThrow())
                .toList());

        var all = new HashSet<Long>();
        uids.forEach(all::addAll);
        assertEquals(THREADS * 50, all.size());
        assertEquals(THREADS * 50 + 1, inbox.uidNext());
        assertEquals(THREADS * 50, inbox.messages().size());
    }

    @Test
    void manyFillTheStoreAtOnceAndItDoesNotOverflow() throws Exception {
        long alone = fill(inbox);
        inbox.remove(uids(inbox));

        atOnce(() -> fill(inbox));

        assertEquals(alone, inbox.messages().size());
    }

    @Test
    void manyRemoveTheSameAndItsRoomIsGivenBackOnce() throws Exception {
        long alone = fill(inbox);
        List<Long> all = uids(inbox);

        atOnce(() -> {
            inbox.remove(all);
            return true;
        });

        assertEquals(alone, fill(inbox));
    }

    @Test
    void aMailboxThatIsDeletedWhileManyFillItKeepsNoRoom() throws Exception {
        alice.create("Old");
        Mailbox old = alice.mailbox("Old").orElseThrow();
        var turn = new AtomicInteger();
        atOnce(() -> turn.getAndIncrement() == 1 ? alice.delete("Old") : fill(old) >= 0);

        assertEquals(List.of(), old.messages());
        assertEquals(CAPACITY / (CONTENT.length + MemoryMailbox.OVERHEAD), fill(inbox));
    }

    @Test
    void ofManyWhoWantTheMaildropOneGetsIt() throws Exception {
        List<Boolean> got = atOnce(() -> alice.lockMaildrop().isPresent());

        assertEquals(1, got.stream().filter(Boolean::booleanValue).count());
    }

    @Test
    void ofManyWhoMakeTheSameMailboxOneDoes() throws Exception {
        List<Boolean> made = atOnce(() -> alice.create("a/b/c"));

        assertEquals(1, made.stream().filter(Boolean::booleanValue).count());
        assertEquals(List.of("INBOX", "a", "a/b", "a/b/c"), alice.mailboxes());
    }

    /** Lets some threads do the same, begun together, and returns what each came to. */
    private static <T> List<T> atOnce(Callable<T> task) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        var ready = new CountDownLatch(THREADS);
        try {
            var results = new ArrayList<Future<T>>();
            for (int i = 0; i < THREADS; i++) {
                results.add(threads.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return task.call();
                }));
            }
            var values = new ArrayList<T>();
            for (Future<T> result : results) {
                values.add(result.get());
            }
            return values;
        } finally {
            threads.shutdownNow();
        }
    }

    /** Appends until there is no room, and returns how many messages that were. */
    private static long fill(Mailbox mailbox) {
        long messages = 0;
        while (append(mailbox).isPresent()) {
            messages++;
        }
        return messages;
    }

    private static OptionalLong append(Mailbox mailbox) {
        return mailbox.append(CONTENT, Set.of(), Instant.EPOCH);
    }

    private Mailbox inboxOf(String user) {
        return store.addAccount(user).mailbox("INBOX").orElseThrow();
    }

    private static List<Long> uids(Mailbox mailbox) {
        return mailbox.messages().stream().map(Message::uid).toList();
    }
}
