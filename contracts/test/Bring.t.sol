// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITrace} from "../interfaces/ITrace.sol";
import {ITraceErrors} from "../interfaces/ITraceErrors.sol";
import {ITraceExtension} from "../interfaces/ITraceExtension.sol";
import {ITraceLines} from "../interfaces/ITraceLines.sol";
import {ITraceTypes} from "../interfaces/ITraceTypes.sol";
import {Samples} from "./support/Samples.t.sol";
import {Vm, bound, vm} from "./support/Vm.t.sol";

/// @dev Acts that others signed: every verb, with each thing that a signature is for.
contract BringTest is Samples {
    uint256 private constant ORDER_OF_CURVE = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141;

    /* WHAT A SIGNATURE DOES */

    /// @dev The same acts, in the same world, directly and brought: the same logs to the last bit.
    function test_ABroughtActWritesWhatTheDirectOneDoes() public {
        uint256 state = vm.snapshotState();
        for (uint256 i = 0; i < SAMPLES; ++i) {
            Sample memory sample = sampleOf(i);
            bytes32 direct = digestOf(act(addressOf(sample.key), sample.call));
            vm.revertToState(state);
            state = vm.snapshotState();
            bytes32 brought = digestOf(bring(signed(sample, 3)));
            vm.assertEq(brought, direct, sample.head);
            vm.assertFalse(trace.isNonceFree(addressOf(sample.key), 3), "its nonce is used");
            vm.revertToState(state);
            state = vm.snapshotState();
        }
    }

    function test_EachReasonIsSignedByItsOwnWord() public {
        string[5] memory words = ["sold", "used", "lost", "destroyed", "sample"];
        for (uint8 i = 0; i < 5; ++i) {
            skip(invalid(producer), signed(consume(ITraceLines.Reason(i), words[(i + 1) % 5]), i));
            bring(signed(consume(ITraceLines.Reason(i), words[i]), i));
        }
    }

    function digestOf(Vm.Log[] memory logs) private pure returns (bytes32 digest) {
        for (uint256 i = 0; i < logs.length; ++i) {
            digest = keccak256(abi.encode(digest, logs[i].topics, logs[i].data));
        }
    }

    /* WHAT IT IS FOR */

    function testFuzz_ASignatureIsForOneActorNonceDeadlineChainAndContract(uint8 which, uint256 seed) public {
        Sample memory sample = sampleOf(which % SAMPLES);
        address actor = addressOf(sample.key);
        ITraceTypes.Signed memory s = signed(sample, 3);
        s.nonce = 4;
        // A signature that voids says which nonce in the act as well.
        skip(which % SAMPLES == VOIDING ? badNonce(actor, 3) : invalid(actor), s);
        s.nonce = 3;
        s.deadline += bound(seed, 1, type(uint64).max);
        skip(invalid(actor), s);
        s.deadline = block.timestamp;
        uint256 chain = bound(seed, 1, type(uint64).max - 1);
        if (chain == block.chainid) ++chain;
        bytes32 hash = structHash(sample, actor, 3, s.deadline);
        s.signature = signHash(sample.key, typedHash(hash, chain, address(trace)));
        skip(invalid(actor), s);
        s.signature = signHash(sample.key, typedHash(hash, block.chainid, address(extension)));
        skip(invalid(actor), s);
        s.signature = signHash(sample.key + 1, typedHash(hash, block.chainid, address(trace)));
        skip(invalid(actor), s);
        bring(signed(sample, 3)); // none of which voided anything
        skipOnce(sample);
    }

    /// @dev A second time it fails, if not for what it did, then for its nonce.
    function skipOnce(Sample memory sample) private {
        bytes memory call = abi.encodeCall(ITrace.bring, (one(signed(sample, 3)), GAS_EACH));
        Vm.Log[] memory logs = act(relayer, call);
        vm.assertEq(countLines(logs), 0, "landed once");
        vm.assertEq(countOf(logs, ITraceTypes.ActSkipped.selector), 1, "skipped");
    }

    /// @dev Whoever is named as the actor: what another signed is not its.
    function testFuzz_TheActorIsInEveryStruct(uint8 which) public {
        Sample memory sample = sampleOf(which % SAMPLES);
        address actor = addressOf(sample.key);
        ITraceTypes.Signed memory s = signedFor(sample, address(0xdead), 3, block.timestamp);
        s.actor = actor;
        skip(invalid(actor), s);
    }

    /// @dev Of every word of the call data: changed, the act is left out or it is word for word the same act.
    function testFuzz_EveryWordOfAnActIsSigned(uint8 which, uint8 bit) public {
        Sample memory sample = sampleOf(which % SAMPLES);
        ITraceTypes.Signed memory s = signed(sample, 3);
        uint256 state = vm.snapshotState();
        bytes32 original = digestOf(bring(s));
        vm.revertToState(state);
        for (uint256 place = 4; place < s.act.length; place += 32) {
            state = vm.snapshotState();
            uint256 byte_ = bit < 128 ? place : place + 31; // which has the first of a text, or the last of a number
            s.act[byte_] ^= bytes1(uint8(1 << (bit % 8)));
            Vm.Log[] memory logs = act(relayer, abi.encodeCall(ITrace.bring, (one(s), GAS_EACH)));
            bool skipped = countOf(logs, ITraceTypes.ActSkipped.selector) == 1 && countLines(logs) == 0;
            vm.assertTrue(skipped || digestOf(logs) == original, "left out, or the same");
            s.act[byte_] ^= bytes1(uint8(1 << (bit % 8)));
            vm.revertToState(state);
        }
    }

    function testFuzz_ASignatureIsForNoOtherVerb(uint8 from, uint8 to) public {
        (Sample memory a, Sample memory b) = (sampleOf(from % SAMPLES), sampleOf(to % SAMPLES));
        vm.assume(keccak256(a.call) != keccak256(b.call));
        b.key = a.key;
        ITraceTypes.Signed memory s = signed(a, 3);
        s.act = b.call;
        uint40 line = nextLine();
        act(relayer, abi.encodeCall(ITrace.bring, (one(s), GAS_EACH)));
        vm.assertEq(nextLine(), line, "no line");
    }

    function testFuzz_GarbageIsNobodysSignature(uint8 which, bytes calldata garbage) public {
        Sample memory sample = sampleOf(which % SAMPLES);
        ITraceTypes.Signed memory s = signed(sample, 3);
        s.signature = garbage;
        skip(invalid(s.actor), s);
    }

    /// @dev The other `s` of the same signature, which plain ecrecover takes.
    function test_AMirroredSignatureIsRefused() public {
        Sample memory sample = record(DIGEST);
        bytes32 hash = typedHash(structHash(sample, producer, 3, block.timestamp), block.chainid, address(trace));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(sample.key, hash);
        ITraceTypes.Signed memory act_ = signed(sample, 3);
        act_.signature = abi.encodePacked(r, bytes32(ORDER_OF_CURVE - uint256(s)), v == 27 ? uint8(28) : uint8(27));
        skip(invalid(producer), act_);
    }

    /// @dev Nobody has a key of the zero address, which is what a recovery that fails gives.
    function test_NobodySignsAsNobody() public {
        ITraceTypes.Signed memory s = signed(sampleOf(23), 3); // an agent, which needs no role
        (s.actor, s.signature) = (address(0), new bytes(65));
        skip(invalid(address(0)), s);
    }

    function test_AfterASplitOfTheChainEachBranchTakesWhatIsSignedForIt() public {
        ITraceTypes.Signed memory before = signed(record(DIGEST), 3);
        vm.chainId(4242);
        skip(invalid(producer), before);
        bring(signed(record(DIGEST), 3));
        bring(signed(sampleOf(5), 4)); // whose code lies in the extension
    }

    /* WHEN */

    function testFuzz_ASignatureIsGoodUntilItsDeadlineAndNoLonger(uint8 which, uint64 deadline) public {
        Sample memory sample = sampleOf(which % SAMPLES);
        deadline = uint64(bound(deadline, block.timestamp, type(uint40).max - 1));
        ITraceTypes.Signed memory s = signedFor(sample, addressOf(sample.key), 3, deadline);
        vm.warp(uint256(deadline) + 1);
        skip(expired(deadline), s);
        vm.warp(deadline);
        bring(s);
    }

    function test_SignaturesWithoutAnEndAreTaken() public {
        bring(signedFor(record(DIGEST), producer, 3, type(uint256).max));
    }

    function test_WhenPausedRecallsAndAccountsGoOnAndNothingElse() public {
        pause();
        uint256 state = vm.snapshotState();
        for (uint256 i = 0; i < SAMPLES; ++i) {
            bool goesOn = (i >= 8 && i != 12 && i < 14) || i >= 22;
            if (goesOn) bring(signed(sampleOf(i), 3));
            else skip(only(ITraceErrors.EnforcedPause.selector), signed(sampleOf(i), 3));
            vm.revertToState(state);
            state = vm.snapshotState();
        }
    }

    /* NONCES */

    /// @dev In any order, each once, whatever fails in between.
    function testFuzz_ActsLandInAnyOrderAndEachOnce(uint256 seed) public {
        uint40[8] memory order = [uint40(0), 1, 2, 3, 4, 5, 6, 7];
        for (uint256 i = 7; i > 0; --i) {
            uint256 j = uint256(keccak256(abi.encode(seed, i))) % (i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }
        for (uint256 i = 0; i < 8; ++i) {
            ITraceTypes.Signed memory s = signed(record(keccak256(abi.encode(order[i]))), order[i]);
            bring(s);
            skip(badNonce(producer, order[i]), s);
        }
        vm.assertEq(trace.accountOf(producer).nextNonce, 8, "next");
    }

    function test_ANonceTooFarAheadOrTooOldIsRefused() public {
        skip(badNonce(producer, 120), signed(record(DIGEST), 120));
        bring(signed(record(DIGEST), 119));
        bring(signed(record(DIGEST), 239));
        skip(badNonce(producer, 119), signed(record(DIGEST), 119));
        skip(badNonce(producer, 118), signed(record(DIGEST), 118)); // never used, and too old
        bring(signed(record(DIGEST), 120));
    }

    function test_AVoidedNonceBringsNothing() public {
        act(producer, abi.encodeCall(ITraceExtension.voidNonce, (3)));
        skip(badNonce(producer, 3), signed(record(DIGEST), 3));
        bring(signed(record(DIGEST), 2));
        // A signature that voids is for its own nonce alone.
        Sample memory own = Sample(1, abi.encodeCall(ITraceExtension.voidNonce, (9)), "VoidNonce(", "", "");
        skip(badNonce(producer, 9), signed(own, 10));
        bring(signed(own, 9));
        skip(badNonce(producer, 9), signed(own, 9));
        skip(badNonce(producer, 9), signed(record(DIGEST), 9));
    }

    /* WHAT CANNOT BE BROUGHT */

    function test_BringingAndTheMulticallGiveNobodyAnothersRights() public {
        bytes[] memory none = new bytes[](0);
        skip(only(ITraceErrors.Nested.selector), raw(abi.encodeCall(ITrace.bring, (new ITraceTypes.Signed[](0), 0))));
        bytes[] memory inner = new bytes[](1);
        inner[0] = abi.encodeCall(ITrace.bring, (new ITraceTypes.Signed[](0), 0));
        skip(only(ITraceErrors.Nested.selector), raw(abi.encodeCall(trace.multicall, (inner))));
        // Of what is in a multicall each act is signed for itself, or nobody's.
        inner[0] = bytes.concat(recordCall(ID, HARVEST), abi.encode(producer, 3, block.timestamp, 0));
        skip(invalid(producer), raw(abi.encodeCall(trace.multicall, (inner))));
        vm.assertEq(act(relayer, abi.encodeCall(ITrace.bring, (one(raw(abi.encodeCall(trace.multicall, (none)))), GAS_EACH))).length, 0, "nothing");
        ITraceTypes.Signed memory s = signed(record(DIGEST), 3);
        inner[0] = bytes.concat(s.act, s.signature, abi.encode(s.actor, s.nonce, s.deadline, s.signature.length));
        act(relayer, abi.encodeCall(ITrace.bring, (one(raw(abi.encodeCall(trace.multicall, (inner)))), GAS_EACH)));
        vm.assertFalse(trace.isNonceFree(producer, 3), "as if it were brought by itself");
    }

    /// @dev The contract calls itself: what AccessControl asks the sender for, the contract does not have.
    function test_AdministrationIsNeverBrought() public {
        bytes[9] memory calls = [
            abi.encodeCall(trace.grantRole, (roleOf(PRODUCER), stranger)),
            abi.encodeCall(trace.revokeRole, (roleOf(PRODUCER), producer)),
            abi.encodeCall(trace.beginDefaultAdminTransfer, (stranger)),
            abi.encodeCall(trace.cancelDefaultAdminTransfer, ()),
            abi.encodeCall(trace.acceptDefaultAdminTransfer, ()),
            abi.encodeCall(ITraceExtension.setTerm, (producer, 1)),
            abi.encodeCall(ITraceExtension.setKindRole, (HARVEST, 63)),
            abi.encodeCall(ITraceExtension.setPaused, (true)),
            abi.encodeCall(ITraceExtension.retire, (stranger))
        ];
        for (uint256 i = 0; i < calls.length; ++i) {
            ITraceTypes.Signed memory s = raw(calls[i]);
            for (uint256 j = 0; j < 2; ++j) {
                s.actor = j == 0 ? admin : registrar;
                Vm.Log[] memory logs = act(relayer, abi.encodeCall(ITrace.bring, (one(s), GAS_EACH)));
                vm.assertEq(countOf(logs, ITraceTypes.ActSkipped.selector), 1, "skipped");
                vm.assertEq(countLines(logs), 0, "no line");
            }
        }
    }

    /// @dev Less behind an act than there must be, or a signature longer than all: nothing is read that is not there.
    function test_AnActWithoutASignatureBehindItIsRefused() public {
        bytes[] memory inner = new bytes[](1);
        inner[0] = recordCall(ID, HARVEST);
        act(relayer, abi.encodeCall(ITrace.bring, (one(raw(abi.encodeCall(trace.multicall, (inner)))), GAS_EACH)));
        inner[0] = bytes.concat(recordCall(ID, HARVEST), abi.encode(producer, 3, block.timestamp, type(uint256).max));
        act(relayer, abi.encodeCall(ITrace.bring, (one(raw(abi.encodeCall(trace.multicall, (inner)))), GAS_EACH)));
        inner[0] = bytes.concat(
            recordCall(ID, HARVEST), abi.encode(uint256(uint160(producer)) | (1 << 200), 3, block.timestamp, 0)
        );
        act(relayer, abi.encodeCall(ITrace.bring, (one(raw(abi.encodeCall(trace.multicall, (inner)))), GAS_EACH)));
        vm.assertEq(trace.batchOf(ID).seq, 1, "no line");
    }

    /* THE EXTENSION BY ITSELF */

    /// @dev Its own storage knows no batch and no role, and `Trace` hears nothing of it.
    function test_TheExtensionCalledByItselfWritesNothingHere() public {
        uint40 line = nextLine();
        for (uint256 i = 0; i < SAMPLES; ++i) {
            Sample memory sample = sampleOf(i);
            vm.prank(addressOf(sample.key));
            (bool success,) = address(extension).call(sample.call);
            // Whom one admits and what one voids needs no role: it stands in the extension's own storage.
            bool plain = i == 22 || i == 23 || i == 24 || i == 28;
            vm.assertEq(success, plain, sample.head);
        }
        settle();
        vm.assertEq(nextLine(), line, "no line here");
        (, bool isAgent) = trace.standingOf(ALL, producer, carrier);
        vm.assertFalse(isAgent, "nothing moved here");
        vm.assertTrue(trace.isNonceFree(producer, 3), "nothing voided here");
    }
}
