// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";

import {ITrace} from "../interfaces/ITrace.sol";
import {ITraceErrors} from "../interfaces/ITraceErrors.sol";
import {ITraceExtension} from "../interfaces/ITraceExtension.sol";
import {ITraceLines} from "../interfaces/ITraceLines.sol";
import {ITraceTypes} from "../interfaces/ITraceTypes.sol";
import {Capacity} from "../types/Capacity.sol";
import {Verdict} from "../types/Journey.sol";
import {Kind} from "../types/Kind.sol";
import {SignedActs} from "./support/SignedActs.t.sol";
import {Vm, vm} from "./support/Vm.t.sol";
import {OddWallet, Trick} from "./support/Wallets.t.sol";

/// @dev Attacks that an earlier form of the contract fell to, and traps in building this one, each with its answer.
contract FaultsTest is SignedActs {
    function setUp() public override {
        super.setUp();
        createBatch(CODE, false);
    }

    /* ATTACKS */

    function test_ARoleAloneWritesNothingOnANamedBatch() public {
        refuse(unauthorized(carrier, TRANSPORT), carrier, recordCall(ID, TRANSPORT));
        refuse(unauthorized(processor, TELEMETRY), processor, abi.encodeCall(ITraceExtension.anchor, (ID, DIGEST, 1, DIGEST)));
    }

    /// @dev The contract cannot know cheaply whose line it was: the line says who amends, and in which capacity.
    function test_AnAmendmentNamesItsOwnActorAndCapacity() public {
        act(inspector, abi.encodeCall(ITrace.inspect, (ID, Verdict.Fail, DIGEST)));
        vm.expectEmit(address(trace));
        emit ITraceLines.Amended(ID, producer, DIGEST, nextLine(), 3, START, Capacity.Holder, PRODUCER, 2, 0);
        act(producer, abi.encodeCall(ITraceExtension.amend, (ID, 2, 0, DIGEST)));
        vm.assertTrue(trace.batchOf(ID).verdict == Verdict.Fail, "the verdict stands");
    }

    /// @dev The roles in an old line are what it was written by, whatever the kind's are later.
    function test_ClosingAKindConvictsNoOldLine() public {
        Vm.Log[] memory logs = act(producer, recordCall(ID, HARVEST));
        vm.assertEq(wordOf(logs[0], 4), uint256(Capacity.Holder), "in this capacity");
        vm.assertEq(wordOf(logs[0], 5), PRODUCER, "by this role");
        setKind(HARVEST, 0);
        refuse(unauthorized(producer, HARVEST), producer, recordCall(ID, HARVEST));
    }

    function test_NeitherWithdrawingNorSplittingEscapesARecall() public {
        ITraceTypes.Part[] memory parts = new ITraceTypes.Part[](1);
        parts[0] = ITraceTypes.Part("A", QUANTITY, DIGEST);
        act(producer, abi.encodeCall(ITraceExtension.split, (CODE, parts, DIGEST)));
        bytes32 part = keccak256("APPLE-0000-001~A");
        handOver(part, carrier);
        act(producer, abi.encodeCall(ITraceExtension.withdraw, (ID, DIGEST)));
        act(carrier, abi.encodeCall(ITraceExtension.withdraw, (part, DIGEST)));
        bytes32[] memory ids = new bytes32[](2);
        (ids[0], ids[1]) = (ID, part);
        act(regulator, abi.encodeCall(ITraceExtension.recallMany, (ids, true, DIGEST)));
        vm.assertEq(trace.batchOf(ID).flags & BY_ORDER, BY_ORDER, "the whole");
        vm.assertEq(trace.batchOf(part).flags & BY_ORDER, BY_ORDER, "and the part");
        vm.assertEq(trace.batchOf(part).maker, trace.batchOf(ID).maker, "which has its maker");
    }

    function test_ARegistrarMakesNoRegulatorAndLiftsNoOrder() public {
        act(regulator, abi.encodeCall(ITrace.orderRecall, (ID, DIGEST)));
        bytes memory reason = abi.encodeWithSelector(
            IAccessControl.AccessControlUnauthorizedAccount.selector, registrar, bytes32(0)
        );
        refuse(reason, registrar, abi.encodeCall(trace.grantRole, (roleOf(REGULATOR), registrar)));
        refuse(reason, registrar, abi.encodeCall(trace.revokeRole, (roleOf(REGULATOR), regulator)));
        bytes memory lift = abi.encodeCall(ITraceExtension.liftOrder, (ID, DIGEST));
        refuse(only(ITraceErrors.NotRegulator.selector, registrar), registrar, lift);
        refuse(only(ITraceErrors.NotRegistrar.selector, registrar), registrar, abi.encodeCall(ITraceExtension.setTerm, (regulator, 1)));
    }

    function test_OthersLinesMakeNoSignatureStale() public {
        Sample memory order = Sample(
            6, abi.encodeCall(ITrace.orderRecall, (ID, DIGEST)), "OrderRecall(string code,bytes32 digest,", "", abi.encode(ID, DIGEST)
        );
        ITraceTypes.Signed memory s = signed(order, 0);
        for (uint256 i = 0; i < 20; ++i) record(producer, ID, HARVEST);
        bring(s);
    }

    function test_AnActThatLandedAlreadyFailsNoOther() public {
        ITraceTypes.Signed[] memory acts = new ITraceTypes.Signed[](3);
        for (uint40 i = 0; i < 3; ++i) acts[i] = signed(recordSample(keccak256(abi.encode(i))), i);
        bring(acts[1]); // which anybody may do
        vm.prank(relayer);
        vm.assertEq(trace.bring(acts, GAS_EACH), 2, "the one alone");
        vm.assertEq(countLines(settle()), 2, "the others land");
    }

    function test_CodesOfAFirmAreNoStrangersToTake() public {
        act(registrar, abi.encodeCall(ITraceExtension.setNamespace, ("FIRM", producer)));
        bytes memory taken = abi.encodeWithSelector(ITraceErrors.NamespaceTaken.selector, producer);
        refuse(taken, processor, abi.encodeCall(ITrace.create, ("FIRM:1", KGM, 1, true, processor, DIGEST)));
        // And no root is called what a part is.
        bytes memory call = abi.encodeCall(ITrace.create, ("APPLE-0000-001~A", KGM, 1, true, processor, DIGEST));
        refuse(only(ITraceErrors.InvalidCode.selector), processor, call);
    }

    function test_OneKeyBehindTwoWalletsSignsForOneOfThem() public {
        address one_ = address(new KeyWallet());
        address other = address(new KeyWallet());
        grant(INSPECTOR, one_);
        grant(INSPECTOR, other);
        Sample memory sample = Sample(
            77,
            abi.encodeCall(ITrace.inspect, (ID, Verdict.Pass, DIGEST)),
            "Inspect(string code,string verdict,bytes32 digest,",
            "",
            abi.encode(ID, keccak256("pass"), DIGEST)
        );
        ITraceTypes.Signed memory s = signedFor(sample, one_, 0, block.timestamp);
        s.actor = other;
        skip(invalid(other), s);
        s.actor = one_;
        bring(s);
    }

    function test_LiftingAnOrderLeavesTheOthersRecalls() public {
        handOver(ID, carrier);
        act(carrier, abi.encodeCall(ITrace.recall, (ID, DIGEST)));
        act(producer, abi.encodeCall(ITrace.recall, (ID, DIGEST))); // the maker, of what it handed on
        act(regulator, abi.encodeCall(ITrace.orderRecall, (ID, DIGEST)));
        act(regulator, abi.encodeCall(ITraceExtension.liftOrder, (ID, DIGEST)));
        vm.assertEq(trace.batchOf(ID).flags, BY_HOLDER | BY_MAKER, "both stand");
    }

    function test_WhoeverFillsABatchWithLinesStopsNoRecall() public {
        setOpen(ID, true);
        forceSeq(ID, 2 ** 23 - 1);
        refuse(exhausted(ID), carrier, recordCall(ID, TRANSPORT));
        act(producer, abi.encodeCall(ITrace.recall, (ID, DIGEST)));
        forceSeq(ID, 2 ** 24 - 2 ** 15);
        act(regulator, abi.encodeCall(ITrace.orderRecall, (ID, DIGEST)));
    }

    function test_AnInspectorsPassLeavesARegulatorsFail() public {
        act(regulator, abi.encodeCall(ITrace.inspect, (ID, Verdict.Fail, DIGEST)));
        act(inspector, abi.encodeCall(ITrace.inspect, (ID, Verdict.Pass, DIGEST)));
        vm.assertTrue(trace.batchOf(ID).verdict == Verdict.Fail, "it stands");
    }

    /// @dev Two worlds whose batches are the same to the last bit, one with a hidden second registrar.
    function test_AHiddenGrantShowsInTheChain() public {
        uint256 state = vm.snapshotState();
        grant(CARRIER, stranger);
        (bytes32 chain, uint40 lines,) = trace.state();
        vm.revertToState(state);
        act(admin, abi.encodeCall(trace.grantRole, (roleOf(REGISTRAR), stranger)));
        (bytes32 other, uint40 count,) = trace.state();
        vm.assertEq(count, lines, "as many lines");
        vm.assertTrue(chain != other, "and another chain");
    }

    function test_AWalletWithoutStandingIsNotAsked() public {
        address wallet = address(new OddWallet(Trick.Spin));
        ITraceTypes.Signed memory s = signedFor(recordSample(DIGEST), wallet, 0, block.timestamp);
        skip(unauthorized(wallet, HARVEST), s);
        ITraceTypes.Signed[] memory acts = one(s);
        uint256 before = gasleft();
        trace.bring(acts, GAS_EACH);
        vm.assertTrue(before - gasleft() < 300_000, "it burns nothing");
    }

    function test_AKindIsNotCalledWhatOtherLinesAre() public {
        bytes memory reason = abi.encodeWithSelector(ITraceErrors.InvalidKind.selector, bytes32("recall"));
        refuse(reason, admin, abi.encodeCall(ITraceExtension.setKindRole, (Kind.wrap("recall"), PRODUCER)));
    }

    /* TRAPS */

    function test_ARegulatorThatHoldsABatchRecallsAndOrdersByVerbsOfTheirOwn() public {
        handOver(ID, regulator);
        act(regulator, abi.encodeCall(ITrace.recall, (ID, DIGEST)));
        vm.assertEq(trace.batchOf(ID).flags, BY_HOLDER, "as the holder");
        act(regulator, abi.encodeCall(ITrace.orderRecall, (ID, DIGEST)));
        act(regulator, abi.encodeCall(ITraceExtension.lift, (ID, DIGEST)));
        vm.assertEq(trace.batchOf(ID).flags, BY_ORDER, "each lifted by its own");
    }

    function test_AnAgentOfTwoFirmsMovesNoGoodsBetweenThem() public {
        act(processor, abi.encodeCall(ITrace.create, ("OTHER", KGM, 1, true, processor, DIGEST)));
        setAgent(producer, stranger, true);
        setAgent(processor, stranger, true);
        ITraceTypes.Item[] memory inputs = new ITraceTypes.Item[](2);
        (inputs[0], inputs[1]) = (ITraceTypes.Item(ID, 1), ITraceTypes.Item(keccak256("OTHER"), 1));
        ITraceTypes.Output[] memory outputs = new ITraceTypes.Output[](1);
        outputs[0] = ITraceTypes.Output("NEW", KGM, 2, DIGEST);
        bytes memory call = abi.encodeCall(ITraceExtension.transform, (inputs, outputs, true, DIGEST));
        refuse(notHolder(keccak256("OTHER"), producer), stranger, call);
    }

    function test_TwoRegistrarsChangesNameTheWholeSet() public {
        grant(PRODUCER, stranger);
        act(admin, abi.encodeCall(trace.grantRole, (roleOf(REGISTRAR), retailer)));
        vm.expectEmit(address(trace));
        emit ITraceLines.RolesSet(stranger, retailer, nextLine(), START, PRODUCER | CARRIER, 0);
        act(retailer, abi.encodeCall(trace.grantRole, (roleOf(CARRIER), stranger)));
    }

    /// @dev Who never held a role has index 0, which is what nobody's batch has.
    function test_IndexZeroMatchesNoMaker() public {
        vm.assertEq(trace.accountOf(stranger).index, 0, "zero");
        refuse(notHolder(ID, stranger), stranger, abi.encodeCall(ITrace.recall, (ID, DIGEST)));
        move(producer, stranger); // whose own is zero now
        handOver(ID, carrier);
        refuse(notHolder(ID, producer), producer, abi.encodeCall(ITrace.recall, (ID, DIGEST)));
    }

    /// @dev What stands above an address in its word is no part of it: neither in a key of standing nor in a line.
    function test_DirtBesideAnAddressIsRefused() public {
        bytes memory call = abi.encodeCall(ITraceExtension.setAgent, (carrier, true));
        call[4] = 0x01;
        vm.prank(producer);
        (bool success,) = address(trace).call(call);
        vm.assertFalse(success, "no address");
        (, bool isAgent) = trace.standingOf(ALL, producer, carrier);
        vm.assertFalse(isAgent, "no agent");
    }

    function test_NoFailureVoidsANonce() public {
        ITraceTypes.Signed memory s = signed(recordSample(DIGEST), 0);
        for (uint256 gasEach = 500; gasEach < 9_000; gasEach += 500) {
            act(relayer, abi.encodeCall(ITrace.bring, (one(s), gasEach)));
            vm.assertTrue(trace.isNonceFree(producer, 0), "not for too little gas");
        }
        pause();
        skip(only(ITraceErrors.EnforcedPause.selector), s);
        act(admin, abi.encodeCall(ITraceExtension.setPaused, (false)));
        bring(s);
    }

    function test_TheContractItselfIsNobody() public {
        bytes memory reason = only(ITraceErrors.InvalidAccount.selector, address(trace));
        refuse(reason, producer, abi.encodeCall(ITraceExtension.setAgent, (address(trace), true)));
        refuse(reason, producer, abi.encodeCall(ITraceExtension.setParty, (ID, producer, address(trace), true)));
        refuse(reason, producer, abi.encodeCall(ITraceExtension.moveAccount, (address(trace))));
        refuse(reason, registrar, abi.encodeCall(ITraceExtension.setNamespace, ("FIRM", address(trace))));
        refuse(reason, admin, abi.encodeCall(trace.grantRole, (roleOf(REGISTRAR), address(trace))));
        bytes memory custodian = only(ITraceErrors.InvalidCustodian.selector, address(trace));
        refuse(custodian, producer, abi.encodeCall(ITrace.offerCustody, (ID, address(trace), DIGEST)));
    }

    function recordSample(bytes32 digest) private pure returns (Sample memory) {
        return Sample(
            1,
            abi.encodeCall(ITrace.record, (ID, HARVEST, digest)),
            "Record(string code,string kind,bytes32 digest,",
            "",
            abi.encode(ID, keccak256("harvest"), digest)
        );
    }
}

/// @dev A contract account of whoever has the key 77.
contract KeyWallet {
    function isValidSignature(bytes32 hash, bytes calldata signature) external pure returns (bytes4) {
        (bytes32 r, bytes32 s) = abi.decode(signature[:64], (bytes32, bytes32));
        return ecrecover(hash, uint8(signature[64]), r, s) == vm.addr(77) ? bytes4(0x1626ba7e) : bytes4(0xffffffff);
    }
}
