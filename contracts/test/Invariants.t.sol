// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {ITrace} from "../ITrace.sol";
import {Verb} from "./support/Act.t.sol";
import {TraceHandler} from "./support/TraceHandler.t.sol";
import {vm} from "./support/Vm.t.sol";

/// @dev What holds after any acts of anybody. That nobody without a role wrote a line, nobody but a custodian amended,
///      split or used a batch, nothing but recalls was written when paused, no signature landed twice and no number was
///      left out, the handler checks with each act: `surprise` is empty as long as it is so. What a random run happens
///      to leave out is no failure: that the handler is able to do every act, `test_TheHandlerDoesEveryAct` shows with
///      acts that are fixed.
contract InvariantsTest {
    /// @dev How often each of the handler's acts is done, and after how many rounds the invariants are looked at.
    uint256 private constant ROUNDS = 96;
    uint256 private constant ROUNDS_BETWEEN_LOOKS = 16;

    TraceHandler private _handler;
    ITrace private _trace;

    function setUp() public {
        _handler = new TraceHandler();
        _trace = _handler.target();
    }

    /// @dev Whom the test runner calls at random.
    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_handler);
    }

    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    /// @dev And with what.
    function targetSelectors() external view returns (FuzzSelector[] memory targets) {
        targets = new FuzzSelector[](1);
        targets[0] = FuzzSelector(address(_handler), _acts());
    }

    /// @dev Always the same acts: that they reach everything is no matter of luck.
    function test_TheHandlerDoesEveryAct() public {
        bytes4[] memory acts = _acts();
        for (uint256 i = 0; i < ROUNDS; ++i) {
            for (uint256 j = 0; j < acts.length; ++j) {
                (bool success,) = address(_handler).call(abi.encodeWithSelector(acts[j], keccak256(abi.encode(i, j))));
                vm.assertTrue(success, "the handler itself never fails");
            }
            if (i % ROUNDS_BETWEEN_LOOKS == 0) _checkInvariants();
        }
        _checkInvariants();
        for (uint256 i = 0; i <= uint256(type(Verb).max); ++i) {
            string memory verb = Strings.toString(i);
            vm.assertTrue(_handler.direct(Verb(i)) != 0, string.concat("written directly: verb ", verb));
            vm.assertTrue(_handler.signed(Verb(i)) != 0, string.concat("written by signature: verb ", verb));
        }
        bytes4[9] memory reasons = [
            ITrace.InsufficientQuantity.selector,
            ITrace.InvalidSignature.selector,
            ITrace.NotCustodian.selector,
            ITrace.UnauthorizedActor.selector,
            ITrace.EnforcedPause.selector,
            ITrace.BatchExists.selector,
            ITrace.BatchNotActive.selector,
            ITrace.InvalidDigest.selector,
            ITrace.InvalidRoot.selector
        ];
        for (uint256 i = 0; i < reasons.length; ++i) {
            string memory reason = Strings.toHexString(uint32(reasons[i]));
            vm.assertTrue(_handler.refusals(reasons[i]) != 0, string.concat("refused with ", reason));
        }
        vm.assertTrue(_handler.usedTwice() != 0, "inputs were named twice");
        vm.assertTrue(_handler.replays() != 0, "signatures were brought again");
    }

    function invariant_ActsSucceedIfAndOnlyIfTheirActorMay() public view {
        vm.assertTrue(bytes(_handler.surprise()).length == 0, _handler.surprise());
    }

    function invariant_LinesAreNumberedWithoutGaps() public view {
        vm.assertEq(_trace.lineCount(), _handler.lineCount(), "line count");
        uint256 sum;
        for (uint256 i = 0; i < _handler.codeCount(); ++i) {
            sum += _trace.batchOf(keccak256(bytes(_handler.codes(i)))).seq;
        }
        vm.assertEq(sum, _trace.lineCount(), "every line is some batch's");
    }

    function invariant_BatchesAndHeadsAreTheFoldOfTheirLogs() public view {
        for (uint256 i = 0; i < _handler.codeCount(); ++i) {
            bytes32 id = keccak256(bytes(_handler.codes(i)));
            TraceHandler.Model memory model = _handler.modelOf(id);
            ITrace.BatchView memory batch = _trace.batchOf(id);
            vm.assertEq(batch.head, model.head, "head");
            vm.assertEq(_trace.headOf(id), model.head, "head");
            vm.assertEq(batch.seq, model.seq, "seq");
            vm.assertEq(batch.custodian, model.custodian, "custodian");
            vm.assertEq(batch.quantity, model.quantity, "quantity");
            vm.assertTrue(batch.verdict == model.verdict, "verdict");
            vm.assertTrue(batch.status == model.status, "status");
            vm.assertEq(_trace.offerOf(id), model.offered, "offer");
        }
    }

    /// @dev In whatever order and by whomever it was split and used: nothing is taken twice, and nothing is lost.
    function invariant_WhatWasTakenAndWhatIsLeftIsWhatThereWas() public view {
        for (uint256 i = 0; i < _handler.codeCount(); ++i) {
            bytes32 id = keccak256(bytes(_handler.codes(i)));
            TraceHandler.Model memory model = _handler.modelOf(id);
            vm.assertTrue(model.taken <= model.created, "no more is taken than there was");
            vm.assertEq(_trace.batchOf(id).quantity, model.created - model.taken, "what is left");
        }
    }

    function invariant_RolesOfAgreesWithHasRoleAndForgetsNothing() public view {
        vm.assertEq(_trace.paused(), _handler.paused(), "paused");
        for (uint256 i = 0; i < 6; ++i) {
            address account = _handler.accountAt(i);
            (uint256 current, uint256 ever) = _trace.rolesOf(account);
            vm.assertEq(current, _handler.current(account), "held now");
            vm.assertEq(ever, _handler.ever(account), "ever held");
            for (uint256 bit = 0; bit < 6; ++bit) {
                vm.assertEq(_handler.has(bit, account), (current >> bit) & 1 == 1, "hasRole");
            }
        }
    }

    function _checkInvariants() private view {
        invariant_ActsSucceedIfAndOnlyIfTheirActorMay();
        invariant_LinesAreNumberedWithoutGaps();
        invariant_BatchesAndHeadsAreTheFoldOfTheirLogs();
        invariant_WhatWasTakenAndWhatIsLeftIsWhatThereWas();
        invariant_RolesOfAgreesWithHasRoleAndForgetsNothing();
    }

    function _acts() private view returns (bytes4[] memory selectors) {
        bytes4[20] memory acts = _handler.acts();
        selectors = new bytes4[](acts.length);
        for (uint256 i = 0; i < acts.length; ++i) selectors[i] = acts[i];
    }
}
