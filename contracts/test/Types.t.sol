// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Account} from "../types/Account.sol";
import {Holding, newHolding} from "../types/Holding.sol";
import {Journey, Verdict} from "../types/Journey.sol";
import {Shared} from "../types/Shared.sol";
import {bound, vm} from "./support/Vm.t.sol";

/// @dev Each packed word against its layout, written down here a second time.
contract TypesTest {
    /* JOURNEY */

    function testFuzz_JourneyReadsEachFieldFromItsOwnBits(bytes27 head, uint24 seq, uint16 low) public pure {
        low = (low & 0xfc3f) | (uint16(low % 3) << 6);
        Journey journey = packJourney(head, seq, low);
        vm.assertEq(journey.head(), bytes32(head), "head");
        vm.assertEq(journey.seq(), seq, "seq");
        vm.assertEq(uint256(journey.verdict()), (low >> 6) & 3, "verdict");
        vm.assertEq(journey.rank(), (low >> 8) & 3, "rank");
        vm.assertEq(journey.exists(), head != 0 || seq != 0 || low != 0, "exists");
        for (uint256 i = 0; i < 6; ++i) vm.assertEq(journey.has(1 << i), (low >> i) & 1 == 1, "flag");
    }

    function testFuzz_JourneySetsEachFlagAlone(uint256 word, uint8 flag) public pure {
        uint256 bit = 1 << (flag % 6);
        Journey journey = Journey.wrap(word);
        vm.assertEq(Journey.unwrap(journey.with(bit)), word | bit, "set");
        vm.assertEq(Journey.unwrap(journey.without(bit)), word & ~bit, "cleared");
    }

    function testFuzz_JourneySetsAVerdictAloneUnlessAHigherRankStands(uint256 word, uint8 verdict, uint8 rank) public pure {
        uint256 author = 1 + (rank % 2);
        uint256 value = 1 + (verdict % 2);
        Journey after_ = Journey.wrap(word).withVerdict(Verdict(value), author);
        if ((word >> 8) & 3 > author) {
            vm.assertEq(Journey.unwrap(after_), word, "a higher rank stands");
        } else {
            vm.assertEq(Journey.unwrap(after_), (word & ~uint256(0x3c0)) | (value << 6) | (author << 8), "its bits alone");
        }
    }

    function testFuzz_JourneyAppendFoldsAndCounts(bytes27 head, uint24 seq, uint16 low, bytes32 leaf) public pure {
        vm.assume(seq != type(uint24).max);
        Journey journey = packJourney(head, seq, low).append(leaf);
        bytes27 folded = bytes27(keccak256(abi.encodePacked(head, leaf)));
        vm.assertEq(Journey.unwrap(journey), Journey.unwrap(packJourney(folded, seq + 1, low)), "head and seq alone");
    }

    function packJourney(bytes27 head, uint24 seq, uint16 low) private pure returns (Journey) {
        return Journey.wrap(uint256(bytes32(abi.encodePacked(head, seq, low))));
    }

    /* HOLDING */

    function testFuzz_HoldingKeepsEveryField(address holder, uint56 amount, uint40 maker) public pure {
        checkHolding(newHolding(holder, amount, maker), holder, amount, maker);
    }

    function testFuzz_HoldingSetsEachFieldAlone(uint256 word, address holder, uint56 amount) public pure {
        Holding holding = Holding.wrap(word);
        checkHolding(holding.withCustodian(holder), holder, holding.quantity(), holding.maker());
        checkHolding(holding.withQuantity(amount), holding.custodian(), amount, holding.maker());
    }

    function checkHolding(Holding holding, address holder, uint56 amount, uint40 maker) private pure {
        vm.assertEq(holding.custodian(), holder, "custodian");
        vm.assertEq(holding.quantity(), amount, "quantity");
        vm.assertEq(holding.maker(), maker, "maker");
        vm.assertEq(bytes32(Holding.unwrap(holding)), bytes32(abi.encodePacked(maker, amount, holder)), "layout");
    }

    /* ACCOUNT */

    function testFuzz_AccountReadsEachFieldFromItsOwnBits(uint120 window, uint40 next, uint40 index, uint40 until, uint16 set)
        public
        pure
    {
        Account account = packAccount(window, next, index, until, set);
        vm.assertEq(account.roles(), set, "roles");
        vm.assertEq(account.validUntil(), until, "valid until");
        vm.assertEq(account.index(), index, "index");
        vm.assertEq(account.nextNonce(), next, "next nonce");
    }

    function testFuzz_AccountSetsEachFieldAlone(uint256 word, uint40 value, uint16 set) public pure {
        uint256 mask = type(uint40).max;
        Account account = Account.wrap(word);
        vm.assertEq(Account.unwrap(account.withRoles(set)), (word & ~uint256(0xffff)) | set, "roles");
        vm.assertEq(
            Account.unwrap(account.withValidUntil(value)), (word & ~(mask << 16)) | (uint256(value) << 16), "valid until"
        );
        vm.assertEq(Account.unwrap(account.withIndex(value)), (word & ~(mask << 56)) | (uint256(value) << 56), "index");
    }

    /// @dev Zero is no end; what is not a business role or the registrar's is not looked up here at all.
    function testFuzz_AccountHasItsRolesUntilItsTermEnds(uint16 set, uint40 until, uint40 time) public pure {
        uint256 held = until == 0 || time <= until ? set & 0x7f : 0;
        vm.assertEq(packAccount(0, 0, 0, until, set).rolesAt(time), held, "roles");
        if (until == 0) return;
        vm.assertEq(packAccount(0, 0, 0, until, set).rolesAt(until), set & 0x7f, "its last second");
        vm.assertEq(packAccount(0, 0, 0, until, set).rolesAt(uint256(until) + 1), 0, "and the one after it");
    }

    /// @dev Against a plain set of used nonces and the highest of them.
    function testFuzz_NoncesAreFreeAsInAPlainModel(uint256 seed, uint40 start, uint96 rest) public pure {
        // Sometimes near the end of all nonces.
        uint256 first = seed % 4 == 0 ? type(uint40).max - (start % 300) : start % 1000;
        Account account = packAccount(0, uint40(first), uint40(rest >> 56), uint40(rest >> 16), uint16(rest));
        uint256[] memory used = new uint256[](40);
        uint256 count;
        uint256 next = first;
        for (uint256 i = 0; i < 40; ++i) {
            uint256 random = uint256(keccak256(abi.encode(seed, i)));
            uint256 reach = random % 5 == 0 ? 250 : 8;
            uint256 low = next > reach ? next - reach : 0;
            uint256 nonce = bound(random >> 8, low, next + reach);
            bool free = isFree(used, count, next, nonce);
            vm.assertEq(account.isNonceFree(nonce), free, "free");
            if (!free) continue;
            account = account.withNonceUsed(nonce);
            used[count++] = nonce;
            if (nonce >= next) next = nonce + 1;
            vm.assertEq(account.nextNonce(), next, "next");
            vm.assertFalse(account.isNonceFree(nonce), "used once");
        }
        vm.assertEq(uint96(Account.unwrap(account)), rest, "the other fields stay");
    }

    function isFree(uint256[] memory used, uint256 count, uint256 next, uint256 nonce) private pure returns (bool) {
        for (uint256 i = 0; i < count; ++i) if (used[i] == nonce) return false;
        if (nonce >= type(uint40).max) return false;
        return nonce < next ? next - nonce <= 120 : nonce - next <= 119;
    }

    function test_TheWindowReachesAsFarAsDocumented() public pure {
        Account account = packAccount(0, 1000, 0, 0, 0);
        vm.assertTrue(account.isNonceFree(880) && account.isNonceFree(1119), "the last 120, and 119 ahead");
        vm.assertFalse(account.isNonceFree(879) || account.isNonceFree(1120), "no further");
        vm.assertTrue(Account.wrap(0).isNonceFree(0) && Account.wrap(0).isNonceFree(119), "the first");
        vm.assertFalse(packAccount(0, type(uint40).max, 0, 0, 0).isNonceFree(type(uint40).max), "none is too long");
        vm.assertFalse(Account.wrap(0).isNonceFree(type(uint256).max), "nor wraps around");
    }

    function packAccount(uint120 window, uint40 next, uint40 index, uint40 until, uint16 set) private pure returns (Account) {
        return Account.wrap(uint256(bytes32(abi.encodePacked(window, next, index, until, set))));
    }

    /* SHARED */

    function testFuzz_SharedReadsEachFieldFromItsOwnBits(bytes26 chain, uint40 count, uint8 flags) public pure {
        Shared shared = packShared(chain, count, flags);
        vm.assertEq(shared.chain(), bytes32(chain), "chain");
        vm.assertEq(shared.lineCount(), count, "line count");
        for (uint256 i = 0; i < 3; ++i) {
            vm.assertEq(shared.hasFlag(1 << i), (flags >> i) & 1 == 1, "flag");
            uint8 set = flags | uint8(1 << i);
            uint8 cleared = flags & ~uint8(1 << i);
            vm.assertEq(Shared.unwrap(shared.withFlag(1 << i)), Shared.unwrap(packShared(chain, count, set)), "set");
            vm.assertEq(
                Shared.unwrap(shared.withoutFlag(1 << i)), Shared.unwrap(packShared(chain, count, cleared)), "cleared"
            );
        }
    }

    function testFuzz_SharedFoldsAndCounts(bytes26 chain, uint40 count, uint8 flags, bytes32 leaf) public pure {
        vm.assume(count != type(uint40).max);
        bytes26 folded = bytes26(keccak256(abi.encodePacked(chain, leaf)));
        vm.assertEq(
            Shared.unwrap(packShared(chain, count, flags).fold(leaf)),
            Shared.unwrap(packShared(folded, count + 1, flags)),
            "chain and count alone"
        );
    }

    function packShared(bytes26 chain, uint40 count, uint8 flags) private pure returns (Shared) {
        return Shared.wrap(uint256(bytes32(abi.encodePacked(chain, count, flags))));
    }
}
